/**
 * Whether the mock's memory grows: its resident set, threads included, from 50,000 to 500,000 requests, as people start it.
 * `node bench/memory.ts`, after a build. Exits with 1 where it grows by more than 5%.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readDescription } from "@spkey/spec";
import { lastRequest } from "./request.ts";

const step = 50_000;
const total = 500_000;
const allowed = 1.05;
/**
 * On how many connections, and how many requests are sent at once on each. With several hundred in flight, many of them
 * outlive two collections of short-lived objects, and take memory until the next full one.
 */
const loads = [
  { connections: 10, batch: 1 },
  { connections: 100, batch: 1 },
  { connections: 10, batch: 10 },
  { connections: 8, batch: 50 },
];

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const {
  method,
  target,
  headers,
  body = "",
  answer,
} = lastRequest(readDescription(JSON.parse(await readFile(bundle, "utf8"))));
const lines = Object.entries({ host: "mock", ...headers, "content-length": Buffer.byteLength(body) });
const head = [`${method} ${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
const request = `${head.join("\r\n")}\r\n\r\n${body}`;

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
for (const load of loads) if (!(await isFlat(load))) process.exitCode = 1;

async function isFlat({ connections, batch }: (typeof loads)[number]): Promise<boolean> {
  const mock = spawn(process.execPath, [cli, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await portOf(mock);
    const sizes: number[] = [];
    console.log(`\n${connections} connections, requests at once on each: ${batch}\nrequests   RSS`);
    for (let sent = step; sent <= total; sent += step) {
      const share = step / connections;
      await Promise.all(Array.from({ length: connections }, () => ask(port, share, batch)));
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

/** Sends requests on one connection, and waits for as many answers. */
async function ask(port: number, count: number, batch: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const start = `HTTP/1.1 ${answer.status} `;
  let answered = 0;
  let rest = "";
  for (let sent = 0; sent < count; sent += batch) {
    const now = Math.min(batch, count - sent);
    socket.write(request.repeat(now));
    while (answered < sent + now) {
      const [chunk] = await once(socket, "data", { signal: AbortSignal.timeout(30_000) });
      const parts = (rest + chunk.toString("latin1")).split(start);
      answered += parts.length - 1;
      // What begins at the end of a chunk is told by the next one.
      rest = (parts.at(-1) ?? "").slice(-start.length + 1);
    }
  }
  socket.destroy();
}

/** In KiB. */
async function residentSize(mock: ChildProcess): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(mock.pid)]);
  return Number(stdout);
}
