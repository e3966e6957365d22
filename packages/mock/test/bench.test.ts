import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { descriptionFile, readDocument } from "@spkey/test-kit";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Competitor, competitors } from "../bench/competitors.ts";
import { type Measurement, measure, median } from "../bench/measure.ts";
import { report } from "../bench/report.ts";
import { crowd, lastRequest } from "../bench/request.ts";

const description = descriptionFile("inn");
const document = (await readDocument("inn")) as Parameters<typeof crowd>[0]; // It has paths.
const request = lastRequest(readDescription(document));
const run = fileURLToPath(new URL("../bench/run.ts", import.meta.url));

/** One short round. */
function shortly(list: readonly Competitor[], path = description): Promise<Measurement[]> {
  const signal = new AbortController().signal;
  const plan = { competitors: list, description: path, request, rounds: 1, seconds: 0.2, starts: 1, signal };
  return measure({ ...plan, onProgress: () => {} });
}

test("measures and reports, whatever the numbers are", async () => {
  const { bare, ours, prism, prismMultiprocess } = competitors;
  const plain = await shortly([bare, ours]);
  expect(await descendants(process.pid)).toEqual([]);
  expect(plain).toEqual(
    [bare, ours].map((competitor) => ({
      competitor,
      failure: undefined,
      memory: process.platform === "win32" ? undefined : expect.toSatisfy((bytes) => bytes > 1024 ** 2),
      starts: [expect.any(Number)],
      rounds: [expect.objectContaining({ rate: expect.any(Number), p50: expect.any(Number), p99: expect.any(Number) })],
    })),
  );
  for (const { rounds } of plain) {
    for (const { rate, p50, p99 } of rounds) expect([rate > 0, p50 > 0, p99 >= p50]).toEqual([true, true, true]);
  }
  const unknown = { starts: [], rounds: [], memory: undefined };
  const text = report({
    rounds: 1,
    seconds: 0.2,
    starts: 1,
    plain: [...plain, { competitor: prismMultiprocess, ...unknown, failure: "it ended" }],
    crowded: {
      operations: 301,
      measurements: [measured(prism, { rate: 100, start: 1000 }), measured(ours, { rate: 300, start: 500 })],
    },
    profile: "A profile.",
  });
  const rows = text.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const rowOf = (name: string) => rows.find(([, first]) => first === name) ?? [];
  expect(rowOf(bare.name)[3]).toBe("1.00x");
  expect(rowOf(prismMultiprocess.name)[2]).toBe("failed: it ended");
  expect(rowOf("the same at the last of 301 operations").slice(2, 5)).toEqual(["at least 4.00x", "3.00x", "missed"]);
  expect(text).toContain("## Where the time goes\n\nA profile.");
});

function measured(competitor: Competitor, { rate, start }: { rate: number; start: number }): Measurement {
  const round = { rate, p50: 1, p99: 2, cpu: 0.1, serverCpu: 1, machineCpu: 1.5 };
  return { competitor, starts: [start], rounds: [round], memory: 1024 ** 2, failure: undefined };
}

test.for<{ name: string; program: string; failure: RegExp }>([
  { name: "ends", program: "throw new TypeError('no reason')", failure: /^it ended: TypeError: no reason$/ },
  {
    name: "answers something else",
    program: `require("http").createServer((_, response) => response.end("{}")).listen(process.argv[1])`,
    failure: /^it answered 200 \{\} instead of/,
  },
  {
    name: "is less friendly under load",
    program: `let n = 0;
      require("http").createServer((_, response) => {
        response.statusCode = n++ < 3 ? 200 : 503;
        response.end(process.argv[2]);
      }).listen(process.argv[1])`,
    failure: /^\d+ answers were 503$/,
  },
  {
    name: "hangs up under load",
    program: `let n = 0;
      require("http").createServer((request, response) => {
        if (n++ % 3 === 0) response.end(process.argv[2]);
        else request.socket.destroy();
      }).listen(process.argv[1])`,
    failure: /^\d+ requests had no answer$/,
  },
])("a server that $name is left out, and says why", async ({ program, failure }) => {
  const bad: Competitor = {
    name: "bad",
    command: ({ port }) => ["-e", program, String(port), JSON.stringify(request.answer.body)],
  };
  const [first, second] = await shortly([bad, competitors.bare]);
  expect(first).toMatchObject({ failure: expect.stringMatching(failure), rounds: [] });
  expect(second).toMatchObject({ failure: undefined, rounds: [expect.anything()] });
});

test("several side by side are one competitor", async () => {
  const { bare } = competitors;
  const [one, two] = await shortly([bare, { ...bare, name: "two", instances: 2 }]);
  expect(await descendants(process.pid)).toEqual([]);
  expect(two).toMatchObject({ failure: undefined, rounds: [{ rate: expect.toSatisfy((rate) => rate > 0) }] });
  if (one?.memory !== undefined) expect(two?.memory).toBeGreaterThan(1.5 * one.memory);
});

test("of several, one that fails is enough", async () => {
  // Only one of them gets the lock.
  const folder = await mkdtemp(join(tmpdir(), "spkey-bench-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = `require("fs").mkdirSync(process.argv[3]);
    require("http").createServer((_, response) => response.end(process.argv[2])).listen(process.argv[1])`;
  const rival: Competitor = {
    name: "rival",
    instances: 2,
    command: ({ port }) => ["-e", program, String(port), JSON.stringify(request.answer.body), join(folder, "lock")],
  };
  expect(await shortly([rival])).toMatchObject([{ failure: expect.stringMatching(/^it ended: .*EEXIST/), rounds: [] }]);
  expect(await descendants(process.pid)).toEqual([]);
});

test("at the last of a crowd, the same is asked and answered", async () => {
  const crowded = crowd(document, 30);
  const { operations } = readDescription({ ...crowded });
  expect(new Set(operations.map(({ id }) => id)).size).toBe(31);
  expect(lastRequest(readDescription({ ...crowded }))).toEqual(request);
  const folder = await mkdtemp(join(tmpdir(), "spkey-bench-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "crowd.json"), JSON.stringify(crowded));
  expect(await shortly([competitors.ours], join(folder, "crowd.json"))).toMatchObject([{ failure: undefined }]);
});

const plain = { info: { title: "A house", version: "1" }, openapi: "3.1.0" };
const answered = (more: object) => ({
  responses: { 200: { description: "Fine.", content: { "application/json": { example: { open: true } } } } },
  ...more,
});
const text = { content: { "text/plain": { example: "Open" } } };
const cookie = { type: "apiKey", in: "cookie", name: "guest" };
test.for([
  { name: "is none", paths: {}, says: /^The description has no operation for the bench\.$/ },
  {
    name: "takes text",
    paths: { "/doors": { post: answered({ requestBody: text }) } },
    says: /bench: .* takes a body that is no JSON\.$/,
  },
  {
    name: "takes a cookie",
    paths: { "/doors": { get: answered({ security: [{ guest: [] }] }) } },
    says: /bench: .* takes the credential `guest` \(apiKey\), which is not sent in a header\.$/,
  },
  {
    name: "answers no JSON",
    paths: { "/doors": { get: { responses: { 200: { description: "Fine.", ...text } } } } },
    says: /bench: .* has no success with an example in JSON to compare with\.$/,
  },
  {
    name: "answers without a body",
    paths: { "/doors": { head: answered({}) } },
    says: /bench: .* has no success with an example in JSON to compare with\.$/,
  },
])("an operation that $name is passed over", ({ paths, says }) => {
  const documentOf = (some: object) => ({ ...plain, components: { securitySchemes: { guest: cookie } }, paths: some });
  expect(() => lastRequest(readDescription(documentOf(paths)))).toThrow(says);
  const before = { "/windows": { get: answered({}) } };
  expect(lastRequest(readDescription(documentOf({ ...before, ...paths })))).toEqual({
    method: "GET",
    target: "/windows",
    headers: {},
    answer: { status: 200, body: { open: true } },
  });
});

test.for([
  { numbers: [], middle: undefined },
  { numbers: [3, 1, 2], middle: 2 },
  { numbers: [4, 1, 2, 3], middle: 2.5 },
])("the median of $numbers is $middle", ({ numbers, middle }) => {
  expect(median(numbers)).toBe(middle);
});

test.for([
  { args: ["--help"], code: 0, says: "Usage: pnpm bench mock" },
  { args: ["--rounds", "0"], code: 2, says: "--rounds takes a number from 1 to 999, not `0`." },
  { args: ["--seconds", "0.0"], code: 2, says: "--seconds takes a number above 0" },
  { args: ["--round", "1"], code: 2, says: "Unknown option '--round'" },
])("$args exits with $code", async ({ args, code, says }) => {
  expect(await bench(args).exit).toMatchObject({ code, output: expect.stringContaining(says) });
});

/** Not every description has an operation for the bench, which says so of one that has none. */
const measurable = await readDocument("ours")
  .then((ours) => lastRequest(readDescription(ours)))
  .catch(() => undefined);

test.skipIf(process.platform === "win32" || !measurable)(
  `Ctrl-C ends it and all that it has started${measurable ? "" : " (not with this description: it has no operation for the bench)"}`,
  { timeout: 90_000 },
  async () => {
    const { child, exit } = bench([]);
    let started: number[] = [];
    // The load generator, and the first of the servers.
    await vi.waitUntil(
      async () => {
        started = await descendants(child.pid ?? 0);
        return started.length >= 2;
      },
      { timeout: 60_000 },
    );
    child.kill("SIGINT");
    expect(await exit).toMatchObject({ code: 130 });
    expect(started.filter(isAlive)).toEqual([]);
  },
);

function bench(args: string[]) {
  const child = spawn(process.execPath, [run, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGTERM"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const exit = once(child, "close").then(([code]: (number | null)[]) => ({ code, output }));
  return { child, exit };
}

/** The processes below one, wherever their groups are. */
async function descendants(root: number): Promise<number[]> {
  const ps = spawn("ps", ["-A", "-o", "pid=,ppid="]);
  const rows = (await ps.stdout.toArray()).join("").trim().split("\n");
  const children = Map.groupBy(
    rows.map((row) => row.trim().split(/\s+/).map(Number)),
    ([, parent = 0]) => parent,
  );
  const below = (pid: number): number[] =>
    (children.get(pid) ?? []).flatMap(([child = 0]) => (child === ps.pid ? [] : [child, ...below(child)]));
  return below(root);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
