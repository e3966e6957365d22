import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { descriptions, readDocument } from "@spkey/test-kit";
import { crowd } from "@spkey/test-kit/bench";
import { expect, onTestFinished, test } from "vitest";
import { bench, type Measurement, type Results } from "../bench/bench.ts";
import { packageFile, type Renderer, renderers } from "../bench/renderers.ts";
import { bestOfOthers, drawResults, middle, report } from "../bench/report.ts";
import { subjectOf } from "../bench/subject.ts";
import type { Loading } from "../bench/visit.ts";

const run = fileURLToPath(new URL("../bench/run.ts", import.meta.url));
const [ours, ...others] = renderers;

/** Not every description can be measured: a link to an operation takes a summary, say. The bench says so of one that can't. */
const measurable = await (async () => {
  const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
  try {
    return subjectOf(JSON.parse(await readFile(bundle, "utf8")));
  } catch {
    return undefined;
  }
})();

function rendererNamed(name: string): Renderer {
  const found = renderers.find((renderer) => renderer.name === name);
  if (!found) throw new Error(`There is no renderer ${name}.`);
  return found;
}

function loading(some: Partial<Loading>): Loading {
  return { bytes: 1000, headers: 900, requests: 2, hosts: [], shown: 500, blocked: 100, ...some };
}

function measured(name: string, loads: readonly Partial<Loading>[], more: Partial<Measurement> = {}): Measurement {
  return { renderer: rendererNamed(name), loads: loads.map(loading), ...more };
}

test("the first is ours, and alone is", () => {
  expect(ours?.package).toBeUndefined();
  expect(others.map((renderer) => renderer.package)).not.toContain(undefined);
});

test.for(others.map((renderer) => [renderer.name, renderer] as const))(
  "the files of %s are there",
  async ([, { package: name = "", page }]) => {
    for (const file of ["package.json", ...(page?.files ?? [])]) await access(packageFile(name, file));
  },
);

test.for(descriptions)("a crowd of $name has as many operations, and all differ", async ({ name }) => {
  const document = await readDocument(name);
  const before = readDescription(document).operations;
  const { operations } = readDescription(crowd(document, 30));
  expect(operations.length).toBeGreaterThanOrEqual(before.length === 0 ? 0 : 30);
  expect(operations.length % Math.max(1, before.length)).toBe(0);
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  expect(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size).toBe(operations.length);
});

test("the operation that is measured is the last one", async () => {
  const { operation, description } = subjectOf(await readDocument("all-kinds"));
  expect(operation).toBe(description.operations.at(-1));
});

test("an operation that nothing leads to can't be measured", () => {
  const get = { responses: { 200: { description: "Fine." } } };
  const document = { openapi: "3.1.0", info: { title: "A house", version: "1" }, paths: { "/doors": { get } } };
  expect(() => subjectOf(document)).toThrow("no `operationId`, no tag or no summary");
});

test.for<{ name: string; loads: Partial<Loading>[]; want: number | undefined }>([
  { name: "of three, the one in the middle", loads: [{ shown: 9 }, { shown: 1 }, { shown: 3 }], want: 3 },
  { name: "nothing where it was not shown once", loads: [{ shown: 9 }, { shown: undefined }], want: undefined },
  { name: "nothing of nothing", loads: [], want: undefined },
])("middle: $name", ({ loads, want }) => {
  expect(middle(measured("Redoc", loads), ({ shown }) => shown)).toBe(want);
});

test("the best of the others is the least, and never ours", () => {
  const measurements = [
    measured("ours", [{ shown: 1 }]),
    measured("Scalar", [{ shown: undefined }]),
    measured("Redoc", [{ shown: 30 }]),
    measured("RapiDoc", [{ shown: 20 }]),
  ];
  expect(bestOfOthers(measurements, ({ shown }) => shown)).toBe(20);
  expect(bestOfOthers(measurements.slice(0, 2), ({ shown }) => shown)).toBeUndefined();
});

const results: Results = {
  browser: "Chromium 1",
  others: [0.5, 0],
  plain: [
    measured("ours", [{ bytes: 13_000, shown: 290, blocked: 200 }], {
      manners: { facts: 6, missing: [], violations: [] },
    }),
    measured("Redoc", [{ bytes: 700_000, shown: 3000, blocked: 1000 }]),
    measured("Scalar", [{ bytes: 900_000, shown: undefined, blocked: 5000, hosts: ["fonts.example"] }], {
      manners: { facts: 6, missing: ["200"], violations: [{ rule: "label", elements: 3 }] },
    }),
    measured("RapiDoc", [{ bytes: 200_000, shown: 1000, blocked: 2000 }]),
    measured("Elements", [], { failure: "it crashed" }),
  ],
  crowded: { operations: 300, largest: 25_300, measurements: [measured("ours", [{ bytes: 14_000 }])] },
};

test("the report has the goals as ratios to the best of the others, quantity by quantity", () => {
  const rows = report(results)
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    )
    .filter(({ length }) => length > 0);
  const rowsOf = (name: string) => rows.filter(([first]) => first === name);
  expect(rowsOf("bytes")).toEqual([["bytes", "at most 0.065x", "0.065x (13.0 KB to 200 KB)", "met"]]);
  expect(rowsOf("blocked")).toEqual([["blocked", "at most 0.1x", "0.200x (0.20 s to 1.00 s)", "missed"]]);
  expect(rowsOf("LCP, operation in view")).toEqual([
    ["LCP, operation in view", "at most 0.3x", "0.290x (0.29 s to 1.00 s)", "met"],
  ]);
  expect(rowsOf("ours").map((row) => row.slice(3))).toEqual([
    ["13.0 KB", "0.29 s", "0.20 s", "2", "0.9 KB", "none"],
    [""],
    ["14.0 KB", "0.50 s", "0.10 s", "2", "0.9 KB", "none"],
  ]);
  expect(rowsOf("Scalar").map((row) => row.slice(3))).toEqual([
    ["900 KB", "not within 40 s", "5.00 s", "2", "0.9 KB", "fonts.example"],
    ["label"],
  ]);
  expect(rowsOf("Elements")[0]?.[3]).toBe("failed: it crashed");
  expect(report(results)).toContain("The largest page of ours has 25.3 KB");
  expect(report(results)).toContain("**Other programs kept 0.25 cores busy");
});

test("without others, nothing is a ratio", () => {
  const text = report({ ...results, plain: results.plain.slice(0, 1) });
  expect(text.match(/not measured/g)).toHaveLength(3);
});

test("the chart has all that was measured, in both schemes of colours", () => {
  const svg = drawResults(results);
  expect(svg).toContain("prefers-color-scheme: dark");
  expect(svg).toContain("Main thread blocked: ours 0.20 s, Redoc 1.00 s, Scalar 5.00 s, RapiDoc 2.00 s.");
  expect(svg).not.toContain("NaN");
});

/** Why it can't be measured, where it can't. */
const reason = measurable ? "" : " (not with this description: no link leads to its last operation)";

test.skipIf(!measurable)(`measures ours and another in a browser${reason}`, { timeout: 120_000 }, async () => {
  const only = [rendererNamed("ours"), rendererNamed("RapiDoc")];
  const { plain, crowded } = await bench({
    renderers: only,
    rounds: 1,
    crowdedRounds: 0,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  expect(crowded).toBeUndefined();
  const [own, other] = plain;
  expect(own).toMatchObject({
    loads: [{ hosts: [], shown: expect.any(Number) }],
    manners: { missing: [], violations: [] },
  });
  expect(other?.loads[0]?.shown).toEqual(expect.any(Number));
  expect(other?.manners?.missing.length).toBe(other?.manners?.facts);
  // Its script alone, which is gzipped as it comes: between that and what it has unpacked.
  expect(other?.loads[0]?.bytes).toSatisfy((bytes: number) => bytes > 200_000 && bytes < 300_000);
});

test.for([
  { args: ["--help"], code: 0, says: "Usage: pnpm bench docs" },
  { args: ["--rounds", "0"], code: 2, says: "--rounds takes a number from 1 to 99, not `0`." },
  { args: ["--crowded", "x"], code: 2, says: "--crowded takes a number from 0 to 99, not `x`." },
  { args: ["--only", "mint"], code: 2, says: "`mint` is part of none." },
])("$args exits with $code", async ({ args, code, says }) => {
  const child = spawn(process.execPath, [run, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGTERM"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const [exit] = await once(child, "close");
  expect({ code: exit, output }).toEqual({ code, output: expect.stringContaining(says) });
});
