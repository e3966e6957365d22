/**
 * Whether the mock's memory grows: its resident set, threads included, from 50,000 to 500,000 requests, as people start it.
 * `node bench/memory.ts`, after a build. Exits with 1 where it grows by more than 5%.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readDescription } from "@spkey/model";
import { lastRequest } from "./request.ts";

const step = 50_000;
const total = 500_000;
const allowed = 1.05;
/** A load to put on the mock. */
interface Load {
  readonly connections: number;
  /** How many requests are sent at once on each connection. */
  readonly batch: number;
  /** Sent by turns. */
  readonly requests: readonly Buffer[];
  /** Which status the answers have. */
  readonly wanted: RegExp;
}

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const {
  method,
  target,
  headers,
  body = "",
  answer,
} = lastRequest(readDescription(JSON.parse(await readFile(bundle, "utf8"))));
const json = Buffer.from(body);

const valid = { requests: [write({})], wanted: new RegExp(`^${answer.status}$`) };
const broken = {
  requests: [
    write({ body: json.subarray(0, -1) }),
    write({ body: Buffer.from("{}") }),
    write({ body: Buffer.from('{"\xff":1}', "latin1") }),
    write({ fields: { "content-type": "text/plain" } }),
    write({ fields: { "content-encoding": "gzip" } }),
    write({ fields: {} }, {}),
    write({ path: `${target}/nowhere` }),
    write({ path: "/%ff" }),
    write({ verb: "TRACE" }),
    Buffer.from("nonsense\r\n\r\n"),
  ],
  wanted: /^4\d\d$/,
};
/**
 * With several hundred requests in flight, many of them outlive two collections of short-lived objects, and take memory until
 * the next full one.
 */
const loads: readonly Load[] = [
  { connections: 10, batch: 1, ...valid },
  { connections: 100, batch: 1, ...valid },
  { connections: 10, batch: 10, ...valid },
  { connections: 8, batch: 50, ...valid },
  { connections: 10, batch: 1, ...broken },
];

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
for (const load of loads) if (!(await isFlat(load))) process.exitCode = 1;

/** A request; by default the valid one. */
function write({ verb = method, path = target, body = json, fields = {} }, sent: object = headers): Buffer {
  const lines = Object.entries({ host: "mock", ...sent, ...fields, "content-length": body.length });
  const head = [`${verb} ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]);
}

async function isFlat(load: Load): Promise<boolean> {
  const { connections, batch } = load;
  const mock = spawn(process.execPath, [cli, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await portOf(mock);
    const sizes: number[] = [];
    const what = load.requests.length > 1 ? `, of ${load.requests.length} kinds, each broken` : "";
    console.log(`\n${connections} connections, requests at once on each: ${batch}${what}\nrequests   RSS`);
    for (let sent = step; sent <= total; sent += step) {
      const share = step / connections;
      await Promise.all(Array.from({ length: connections }, () => ask(port, share, load)));
      const size = await residentSize(mock);
      sizes.push(size);
      console.log(`${String(sent).padStart(8)}   ${(size / 1024).toFixed(0)} MiB`);
    }
    const [warm = 0, ...later] = sizes;
    const growth = Math.max(...later) / warm;
    const percent = (ratio: number) => `${((ratio - 1) * 100).toFixed(1)}%`;
    console.log(`at most ${percent(growth)} above that at ${step} requests; allowed: ${percent(allowed)}`);
    return growth <= allowed;
  } finally {
    mock.kill();
  }
}

/** Its log is read to its end, and not kept. */
function portOf(mock: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let start = "";
    mock.stdout?.on("data", (chunk: Buffer) => {
      if (start.length > 1_000) return;
      start += chunk.toString();
      const [, port] = /^mock {2}http:.*:(\d+)$/m.exec(start) ?? [];
      if (port !== undefined) resolve(Number(port));
    });
    mock.once("exit", () => reject(new Error("The mock did not start.")));
  });
}

/** Sends requests on one connection, or on the next one where the mock closes it, and waits for as many answers. */
async function ask(port: number, count: number, load: Load): Promise<void> {
  for (let sent = 0; sent < count; ) {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    for (let open = true; open && sent < count; ) {
      const now = Math.min(load.batch, count - sent);
      open = await exchange(socket, now, sent, load);
      sent += now;
    }
    socket.destroy();
  }
}

/**
 * @returns whether the mock keeps the connection open
 * @throws {Error} where an answer has another status than it should, or there is none within 30 s
 */
async function exchange(socket: Socket, count: number, sent: number, { requests, wanted }: Load): Promise<boolean> {
  socket.write(Buffer.concat(Array.from({ length: count }, (_, i) => requests[(sent + i) % requests.length] ?? json)));
  let answered = 0;
  let rest = "";
  let open = true;
  while (answered < count) {
    const [chunk] = await once(socket, "data", { signal: AbortSignal.timeout(30_000) });
    const text = rest + chunk.toString("latin1");
    if (/^Connection: close\r$/m.test(text)) open = false;
    let end = 0;
    for (const match of text.matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
      if (!wanted.test(match[1] ?? "")) throw new Error(`An answer had the status ${match[1]}.`);
      answered++;
      end = match.index + match[0].length;
    }
    // What begins at the end of a chunk is told by the next one.
    rest = text.slice(Math.max(end, text.length - "HTTP/1.1 200".length));
  }
  return open;
}

/** In KiB. */
async function residentSize(mock: ChildProcess): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(mock.pid)]);
  return Number(stdout);
}
