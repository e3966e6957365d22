import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { execute, temporaryFolder } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import type { Entry } from "../src/collection.ts";
import { folderEntries } from "../src/folder-entries.ts";
import { runGallery } from "../src/gallery.ts";
import { type Fault, type StepName, steps } from "../src/outcome.ts";
import { isClean, merged, report, resultsOf } from "../src/report.ts";
import { spread } from "../src/steps/contract.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** A small description with one operation. */
function describing({ example = { size: 3 }, openapi = "3.1.0" }: { example?: object; openapi?: string } = {}) {
  const schema = { type: "object", required: ["size"], properties: { size: { type: "integer" } } };
  return JSON.stringify({
    openapi,
    info: { title: "Parcels", version: "1" },
    servers: [{ url: "https://parcels.test" }],
    paths: {
      "/parcels/{id}": {
        get: {
          operationId: "getParcel",
          summary: "Get a parcel",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: { "200": { description: "It.", content: { "application/json": { schema, example } } } },
        },
      },
    },
  });
}

async function show(entries: readonly Entry[], wanted: readonly StepName[] = steps) {
  const { signal } = new AbortController();
  const shown = await runGallery({ entries, wanted, limit: 60_000, keep: false, signal, progress: () => {} });
  return { shown, results: resultsOf(shown, new Date("2026-01-02")) };
}

const seriously = ({ whose }: Fault) => whose === "ours" || whose === "description";

test("a description goes through every step, and what is kept of it says so", { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder({ "parcels.json": describing() });
  const { entries } = await folderEntries(folder);
  const { shown, results } = await show(entries);
  const [{ results: all = [] } = {}] = shown;
  expect(all.map(({ step, ended, reason }) => ({ step, ended, reason }))).toEqual(
    steps.map((step) => ({ step, ended: "done", reason: undefined })),
  );
  expect(all.flatMap(({ faults }) => faults.filter(seriously))).toEqual([]);
  const counts = Object.fromEntries(all.map((each) => [each.step, each.counts]));
  expect(counts).toMatchObject({
    bundle: { operations: 1 },
    samples: { operations: 1, samples: 14, languages: 7 },
    compile: { called: 1, skipped: 0, samples: 2 },
    docs: { pages: 4 },
    mock: { operations: 1, answered: 1 },
  });
  expect(counts["contract"]?.["kept"]).toBe(counts["contract"]?.["sent"]);
  if (process.platform === "linux") for (const { memory } of all) expect(memory).toBeGreaterThan(30e6);
  expect(isClean(results)).toBe(true);
  expect(report(results)).toMatch(/^\| parcels +\| .* \| 1 of 1 +\|/m);
  expect(report(results)).toMatch(/[^\n]\n$/);
});

test("an example that breaks its own schema is the description's fault, with the evidence", {
  timeout: 60_000,
}, async () => {
  const folder = await temporaryFolder({ "parcels.json": describing({ example: { size: "large" } }) });
  const { entries } = await folderEntries(folder);
  const { shown, results } = await show(entries, ["mock"]);
  const [found, ...more] = shown.flatMap(({ results: all }) => all.flatMap(({ faults }) => faults));
  expect(found).toMatchObject({
    whose: "description",
    kind: "invalid-body",
    pointer: "#/paths/~1parcels~1%7Bid%7D/get/responses/200/content/application~1json/example",
    evidence: expect.stringMatching(/^this example breaks its own schema at size: .*@hyperjump/),
  });
  expect(more.every(({ whose }) => whose === "description")).toBe(true);
  expect(isClean(results)).toBe(true);
});

test("a step that can't go on has crashed, and those after it are skipped", { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder({ "parcels.yaml": 'openapi: "3.1.0"\ninfo: {title: P\n' });
  const { entries } = await folderEntries(folder);
  const { shown, results } = await show(entries, ["lint", "bundle", "mock"]);
  const [{ results: all = [] } = {}] = shown;
  expect(all.map(({ step, ended }) => [step, ended])).toEqual([
    ["lint", "done"],
    ["bundle", "crashed"],
    ["mock", "skipped"],
  ]);
  expect(all[0]?.faults).toMatchObject([{ whose: "description", kind: "syntax", evidence: "the YAML parser" }]);
  expect(isClean(results)).toBe(false);
});

describe("a folder", () => {
  test("has its descriptions, also below it, and what is none is passed over or named", async () => {
    const folder = await temporaryFolder({
      "a.json": `\uFEFF${describing()}`,
      "below/b.yaml": describing({ openapi: "3.0.3" }),
      "old.json": JSON.stringify({ swagger: "2.0", info: {}, paths: {} }),
      "package.json": JSON.stringify({ name: "p", dependencies: { openapi: "3.0.0" } }),
      "list.json": "[]",
      "notes.yaml": "- openapi",
    });
    const { entries, refused } = await folderEntries(folder);
    expect(entries.map(({ name }) => name)).toEqual(["a", "below-b"]);
    expect(refused).toEqual([{ file: "old.json", reason: expect.stringMatching(/^swagger 2\.0 is not supported/) }]);
  });
});

test("results of a part are put in place of those of the same names", () => {
  const row = (name: string, from: string) => ({ name, from, license: "MIT", steps: [] });
  const run = (date: string, ...descriptions: ReturnType<typeof row>[]) => ({ date, node: "v24", descriptions });
  const all = merged(run("1", row("b", "1"), row("c", "1")), run("2", row("a", "2"), row("b", "2")), ["a", "b", "c"]);
  expect(all).toEqual(run("2", row("a", "2"), row("b", "2"), row("c", "1")));
});

test.for([
  { all: 3, most: 5, want: [0, 1, 2] },
  { all: 10, most: 5, want: [0, 2, 4, 6, 8] },
  { all: 7, most: 3, want: [0, 2, 4] },
])("of $all cases, $most are spread over all", ({ all, most, want }) => {
  expect(spread([...Array(all).keys()], most)).toEqual(want);
});

describe("the command", () => {
  test.for([
    { args: ["--help"], code: 0, says: "Steps: lint, bundle" },
    { args: ["--step", "nothing"], code: 2, says: "There is no step `nothing`" },
    { args: ["--limit", "0"], code: 2, says: "--limit takes seconds" },
    { args: ["--folder", "test"], code: 1, says: "There is no description of OpenAPI 3 in test." },
  ])("with $args exits with $code and says: $says", async ({ args, code, says }) => {
    const outcome = await execute([process.execPath, main, ...args], {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
    });
    expect([outcome.code, outcome.stdout + outcome.stderr]).toEqual([code, expect.stringContaining(says)]);
  });

  test("Ctrl-C ends it, and leaves nothing behind", { timeout: 60_000 }, async () => {
    const folder = await temporaryFolder({ "interrupted.json": describing() });
    const child = spawn(process.execPath, [main, "--folder", folder, "--step", "docs"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      const isFirst = !said.includes(": bundle");
      said += text;
      if (isFirst && said.includes(": bundle")) child.kill("SIGINT");
    });
    expect(await once(child, "close")).toEqual([130, null]);
    expect(said).not.toContain(": samples");
    const left = await readdir(fileURLToPath(new URL("../reports/", import.meta.url)));
    expect(left.filter((name) => name.includes("interrupted"))).toEqual([]);
  });
});
