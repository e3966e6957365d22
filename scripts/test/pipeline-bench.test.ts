import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { edited, type SizeResult } from "../bench/measure.ts";
import { draw, report } from "../bench/report.ts";
import { run } from "../bench/watch-process.ts";

const signal = new AbortController().signal;
const cwd = fileURLToPath(new URL(".", import.meta.url));

/** What might have been measured: by hand in 4 s, of which lint and bundle take 1. */
function measured(operations: number, fields: Partial<SizeResult> = {}): SizeResult {
  const step = { milliseconds: operations * 10, peak: 100e6 };
  return {
    operations,
    bytes: operations * 5_000,
    byHand: 4_000,
    lintAndBundle: 1_000,
    cold: 2_000,
    unchanged: 100,
    comment: 1_200,
    edit: 1_500,
    node: 50,
    tools: [{ name: "redocly lint", ...step }],
    steps: [{ name: "docs", ...step }],
    ...fields,
  };
}

describe("the report", () => {
  const goal = (sizes: readonly SizeResult[], name: string) =>
    report({ sizes, machine: "a machine" })
      .split("\n")
      .find((line) => line.startsWith(`| ${name}`))
      ?.split("|")
      .map((cell) => cell.trim());

  test.for<{ name: string; sizes: SizeResult[]; value: string; met: string }>([
    { name: "1 operation, all built anew", sizes: [measured(1)], value: "0.500x", met: "yes" },
    { name: "1 operation, all built anew", sizes: [measured(1, { cold: 4_400 })], value: "1.10x", met: "**no**" },
    {
      name: "1,000 operations, all built anew",
      sizes: [measured(1_000, { cold: 3_600 })],
      value: "0.900x",
      met: "**no**",
    },
    { name: "nothing changed", sizes: [measured(1)], value: "2.00x", met: "yes" },
    { name: "a comment edited", sizes: [measured(1)], value: "1.20x", met: "yes" },
    {
      name: "`pnpm dev`, 1 operation: in docs and mock",
      sizes: [measured(1, { dev: { shown: 1_000, all: 3_000 } })],
      value: "0.250x",
      met: "yes",
    },
    { name: "the slowest to grow", sizes: [measured(100), measured(1_000)], value: "10.0x", met: "yes" },
  ])("$name: $value", ({ name, sizes, value, met }) => {
    const cells = goal(sizes, name);
    expect(cells?.[2]).toBe(value);
    expect(cells?.[4]).toBe(met);
  });

  test("says nothing of what was not measured", () => {
    expect(goal([measured(10)], "1 operation")).toBeUndefined();
    expect(goal([measured(1)], "`pnpm dev`")).toBeUndefined();
  });

  test("the chart has each size with the tools by hand", () => {
    const svg = draw({ sizes: [measured(1), measured(1_000)], machine: "a machine" });
    expect(svg).toContain("1 operation, in seconds");
    expect(svg).toContain("1,000 operations, in seconds");
    expect(svg.match(/the four tools by hand/g)).toHaveLength(2);
  });
});

test("an edit changes the words of the last operation, and nothing else", async () => {
  const document = await readDocument("library");
  const [before, after] = [document, edited(document, "Other words.")].map((each) => readDescription(each).operations);
  expect(after?.at(-1)?.description).toBe("Other words.");
  expect(after?.slice(0, -1).map(({ description }) => description)).toEqual(
    before?.slice(0, -1).map(({ description }) => description),
  );
});

describe("a program that is watched", () => {
  test("tells its time, what it writes and, where the system does, its memory", async () => {
    const script = "const kept = Buffer.alloc(150e6, 1); setTimeout(() => console.log(kept.length), 200)";
    const { milliseconds, peak, output } = await run([process.execPath, "-e", script], { cwd, signal, memory: true });
    expect(output).toBe("150000000\n");
    expect(milliseconds).toBeGreaterThan(190);
    if (process.platform === "linux") expect(peak).toBeGreaterThan(150e6);
    else expect(peak).toBeNaN();
  });

  test("that fails is an error with what it has written", async () => {
    const failing = run([process.execPath, "-e", "console.error('no luck'); process.exit(3)"], { cwd, signal });
    await expect(failing).rejects.toThrow(/ended with 3:\nno luck/);
  });
});

test.for([
  { args: ["--sizes", "0"], says: "--sizes takes whole numbers from 1" },
  { args: ["--rounds", "x"], says: "--rounds takes whole numbers from 1" },
])("pnpm bench pipeline $args exits with 2", async ({ args, says }) => {
  const file = fileURLToPath(new URL("../bench/run.ts", import.meta.url));
  const failed = await promisify(execFile)(process.execPath, [file, ...args]).catch((error) => error);
  expect(failed.code).toBe(2);
  expect(failed.stderr).toContain(says);
});
