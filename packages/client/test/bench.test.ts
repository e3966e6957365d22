import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { type DescriptionName, readDocument } from "@spkey/test-kit";
import { XMLValidator } from "fast-xml-parser";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bench, drawResults } from "../bench/bench.ts";
import { measureChecks } from "../bench/checking.ts";
import { createConsumer } from "../bench/consumer.ts";
import { type Peer, peers } from "../bench/peers.ts";
import { report } from "../bench/report.ts";
import { subjectOf } from "../bench/subject.ts";

const run = fileURLToPath(new URL("../bench/run.ts", import.meta.url));
const { signal } = new AbortController();
const quietly = { signal, onProgress: () => {} };

/** Where temporary folders are made: a folder of this test's own, which has to be empty in the end. */
let folder: string;
const usual = process.env["TMPDIR"];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "spkey-client-"));
  process.env["TMPDIR"] = folder;
});
afterEach(async () => {
  if (usual === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = usual;
  const left = await readdir(folder);
  await rm(folder, { recursive: true });
  expect(left).toEqual([]);
});

const peer = (name: string): Peer => {
  const found = peers.find((each) => each.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};
/** Not every description has an operation that all peers can call: the bench says so of one that has none. */
const measurable = await (async () => {
  const document: object = JSON.parse(
    await readFile(fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json")), "utf8"),
  );
  try {
    return subjectOf(readDescription(document));
  } catch {
    return undefined;
  }
})();

test("an operation that all peers can call is found among others, and missed where there is none", async () => {
  const subjectIn = async (name: DescriptionName) => subjectOf(readDescription(await readDocument(name)));
  const { answer, credentials } = await subjectIn("all-kinds");
  expect([answer.status >= 200, answer.status < 300, credentials.length > 0]).toEqual([true, true, true]);
  await expect(subjectIn("museum")).rejects.toThrow("The description has no operation for the bench");
});

/** Of tests that measure: why they can't, where they can't. */
const reason = measurable ? "" : " (not with this description: it has no operation that all peers can call)";

const shortly = (chosen: readonly Peer[]) => bench({ peers: chosen, rounds: 1, calls: 3, operations: [], ...quietly });

test.skipIf(!measurable)(`every client makes the same call, and all of it is reported${reason}`, async () => {
  const results = await shortly(peers);
  // A generator may not be able to read the description that is in place.
  const measured = peers.filter((each) => !results.failed.has(each));
  expect(results.results.map((result) => result.peer)).toEqual(measured);
  for (const { generator } of results.failed.keys()) expect(generator).toBeDefined();
  for (const { rounds, bytes, installed, peer, version } of results.results) {
    expect(rounds).toHaveLength(1);
    for (const { time, cpu, ratio } of rounds) expect([time > 0, cpu > 0, ratio.time > 0]).toEqual([true, true, true]);
    expect(bytes).toBeGreaterThan(100);
    expect(installed > 0).toBe(peer.package !== undefined);
    expect(version).toEqual(peer.name === "fetch" ? undefined : expect.stringMatching(/^\d+\.\d+\.\d+$/));
  }
  expect(results.results[0]?.rounds[0]?.ratio).toEqual({ time: 1, cpu: 1 });

  expect(results.others).toBeGreaterThanOrEqual(0);
  const rows = report(results)
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  for (const { name, transport } of measured) expect(rows.find(([, first]) => first === name)?.[3]).toBe(transport);
  expect(rows.find(([, first]) => first === "type check of 500 operations")?.[3]).toBe("not measured");
  expect(XMLValidator.validate(drawResults(results))).toBe(true);
});

const fetchPeer = peer("fetch");
const faults = [
  { name: "gives something else", from: "return response.json()", to: "return {}", want: /a call gave \{\}/ },
  { name: "leaves a credential out", from: /headers: \{ [^,]+,/, to: "headers: {", want: /Error: 400/ },
  { name: "sends another body", from: "JSON.stringify(body)", to: "JSON.stringify({})", want: /Error: 400/ },
  { name: "calls another path", from: "baseUrl}", to: "baseUrl}/other", want: /Error: 400/ },
  { name: "throws", from: "return async", to: "throw new Error('no');\n  return async", want: /Error: no/ },
];
test.skipIf(!measurable).each(faults)(
  `a client that $name fails the bench${reason}`,
  async ({ name, from, to, want }) => {
    const wrong = (subject: Parameters<Peer["code"]>[0]) => {
      const code = fetchPeer.code(subject);
      expect(code.replace(from, to)).not.toBe(code);
      return code.replace(from, to);
    };
    const failed = shortly([fetchPeer, { ...fetchPeer, name, code: wrong }]);
    await expect(failed).rejects.toThrow(new RegExp(`^${name} can't be measured: .*${want.source}`));
  },
);

test("programs that call a number of operations are checked", async () => {
  await using consumer = await createConsumer(["openapi-fetch"]);
  const { empty, programs } = await measureChecks({ consumer, counts: [2], rounds: 1, ...quietly });
  expect(empty.time).toBeGreaterThan(0);
  expect([...programs.keys()]).toEqual([
    "openapi-fetch",
    "@hey-api/openapi-ts",
    "ours, `client.POST`",
    "ours, operation",
  ]);
  for (const [check, ...others] of programs.values()) {
    expect(others).toEqual([]);
    expect(check?.time).toBeGreaterThan(0);
    expect(check?.instantiations).toBeGreaterThan(0);
  }
});

test("goals are met up to their limits, and missed beyond", () => {
  const rounds = [{ time: 120, cpu: 120, ratio: { time: 1.2, cpu: 1.2 } }];
  const given = (bytes: number, time: number) =>
    report({
      calls: 1,
      others: 0,
      failed: new Map(),
      tools: {},
      results: [{ peer: peer("ours, operation"), version: "1.0.0", rounds, bytes, installed: 3 }],
      operations: {
        rounds: 1,
        growth: [{ name: "ours, operation", one: bytes, further: 150, unused: 0 }],
        checks: {
          counts: [500],
          empty: { time: 1, instantiations: 0 },
          programs: new Map([["ours, operation", [{ time, instantiations: 4999 }]]]),
        },
      },
    })
      .split("\n")
      .filter((line) => /\| (met|missed) +\|$/.test(line))
      .map((line) => /(\w+) +\|$/.exec(line)?.[1]);
  expect(given(5000, 1.99)).toEqual(["met", "met", "met", "met", "met", "met"]);
  expect(given(5001, 2)).toEqual(["missed", "met", "met", "met", "missed", "met"]);
});

const commands = [
  { args: ["--help"], code: 0, stdout: /Usage: pnpm bench client/, stderr: /^$/ },
  { args: ["--rounds", "0"], code: 2, stdout: /^$/, stderr: /--rounds takes a number from 1 to 999, not `0`/ },
  { args: ["--calls", "many"], code: 2, stdout: /^$/, stderr: /--calls takes a number/ },
  { args: ["--only", "ky,nobody"], code: 2, stdout: /^$/, stderr: /`nobody` is part of none/ },
  { args: ["--quick"], code: 2, stdout: /^$/, stderr: /--quick/ },
  {
    args: ["--only", "operation", "--rounds", "1", "--calls", "2"],
    ...(measurable
      ? { code: 0, stdout: /\| ours, operation +\|/, stderr: /round 1 of 1/ }
      : { code: 1, stdout: /^$/, stderr: /The description has no operation for the bench/ }),
  },
];
test.each(commands)("bench client $args", async ({ args, code, stdout, stderr }) => {
  const child = spawn(process.execPath, [run, ...args], { env: { ...process.env, NO_COLOR: "1" } });
  const [said, complained, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  expect(said).toMatch(stdout);
  expect(complained).toMatch(stderr);
  expect(exitCode).toBe(code);
});

test.skipIf(!measurable || process.platform === "win32")(
  `Ctrl-C ends it, and leaves nothing behind${reason}`,
  async () => {
    const child = spawn(process.execPath, [run, "--only", "operation", "--rounds", "999"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = text(child.stdout);
    child.stderr.setEncoding("utf8").on("data", (said: string) => {
      if (said.includes("round 1 of")) child.kill("SIGINT");
    });
    const [exitCode] = await once(child, "close");
    expect(exitCode).toBe(130);
    expect(await output).toBe("");
  },
);
