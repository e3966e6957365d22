import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { mutantsOf } from "../tools/mutate/mutants.ts";
import { markdownOf } from "../tools/mutate/report.ts";
import { scoreDescription, scoreServers } from "../tools/mutate/score.ts";

const document = await readDocument("ours");

/** Of many operations of every kind, some mutants are beyond what the mock, or anybody, can show: `mutation.md` lists them. */
const isSingle = readDescription(document).operations.length === 1;
const timeout = 240_000;

describe("our description", () => {
  test("changed in any one thing is found", { timeout }, async () => {
    const { killed, mutants, survivors } = await scoreDescription(document, isSingle ? {} : { sample: 300 });
    if (isSingle) expect(survivors).toEqual([]);
    expect(killed / mutants).toBeGreaterThan(0.9);
    expect(mutants).toBeGreaterThan(172);
  });

  test("kept by a server but for any one thing is found", { timeout }, async () => {
    const { killed, mutants, survivors } = await scoreServers(document, isSingle ? {} : { sample: 300 });
    if (isSingle) expect(survivors).toEqual([]);
    expect(killed / mutants).toBeGreaterThan(0.9);
    expect(mutants).toBeGreaterThan(60);
  });
});

describe("mutants", () => {
  test("are each another document, and change one place", { timeout: 180_000 }, () => {
    const original = JSON.stringify(document);
    const mutants = mutantsOf(document);
    const texts = mutants.map((mutant) => JSON.stringify(mutant.document()));
    expect(texts.filter((text) => text === original)).toEqual([]);
    expect(JSON.stringify(document)).toBe(original);
    expect(mutants.every(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))).toBe(true);
  });

  // A description of which nearly nothing is said, and one answer that says nothing: what can't be seen is left out.
  test("that nobody can see are left out, and others are not", { timeout: 60_000 }, async () => {
    const responses = { "204": { description: "Done." } };
    const schemas = { Unused: { type: "object", required: ["a"], properties: { a: { type: "string" } } } };
    const bare = {
      openapi: "3.1.0",
      info: { title: "Bare", version: "1" },
      paths: { "/it": { get: { responses } } },
      components: { schemas },
    };
    const { equivalent, killed, survivors } = await scoreDescription(bare);
    expect(equivalent.map(({ mutant }) => mutant)).toContainEqual(
      expect.stringContaining("#/components/schemas/Unused"),
    );
    expect(survivors).toEqual([]);
    expect(killed).toBeGreaterThan(10);
  });
});

/** The descriptions that a mock of mutants reads. Other tests may write some, too: they end before this one begins. */
async function leftOver(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith("spkey-mutant-")).toSorted();
}

describe("the report", () => {
  const survivor = (place: string, operator = "a keyword more") => ({
    operator,
    what: "maxLength 3",
    place,
    diff: ['+ "maxLength": 3'],
  });
  const reportOf = (kind: "description" | "server", ...survivors: ReturnType<typeof survivor>[]) => {
    const score = { mutants: 10, killed: 10 - survivors.length, equivalent: [], survivors, seconds: 1 };
    return markdownOf([{ description: "some", kind, score }]);
  };

  test("has the score, and says why each survivor survives", () => {
    const place = "#/paths/~1a/post/requestBody/content/multipart~1form-data/schema";
    const text = reportOf("description", survivor(place, "a type more"));
    expect(text).toMatch(/\| some +\| description +\| 9 +\| 10 +\| 90\.0% +\|/);
    expect(text).toContain("A text does not show its type.");
  });

  test("says that a case is missing where nothing explains it", () => {
    expect(reportOf("description", survivor("#/components/schemas/Book"))).toContain("**Not explained");
  });

  test("has no survivors where there are none", () => {
    expect(reportOf("server")).not.toContain("Survivors");
  });
});

describe("the command", () => {
  const main = fileURLToPath(new URL("../tools/mutate/main.ts", import.meta.url));
  const run = (...args: string[]) => promisify(execFile)(process.execPath, [main, ...args]);

  test("says how it is called", async () => {
    expect((await run("--help")).stdout).toContain("Usage: pnpm contract:mutate");
  });

  test.for([["--sample", "none"], ["--least", "101"], ["--nonsense"]])("refuses %s", async (args) => {
    await expect(run(...args)).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("Usage:") as unknown });
  });

  test("says which description it can't read", async () => {
    await expect(run("nowhere.yaml")).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("nowhere.yaml") as unknown,
    });
  });

  test("ends at Ctrl-C, and leaves nothing behind", { timeout: 60_000 }, async () => {
    const before = await leftOver();
    const child = spawn(process.execPath, [main, "ours"], { stdio: "ignore" });
    await expect.poll(async () => (await leftOver()).length, { timeout: 30_000 }).toBeGreaterThan(before.length);
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    expect(code).toBe(130);
    expect(await leftOver()).toEqual(before);
  });

  test("prints the scores", { timeout: 60_000 }, async () => {
    // So few of them say little, whatever the description is.
    const { stdout } = await run("ours", "--sample", "5", "--least", "1");
    expect(stdout).toMatch(
      /^ours: [1-5] of [1-5] found \([\d.]+%\), \d+ left out, .* s\n[\s\S]*^servers of ours: [1-5] of [1-5] found \([\d.]+%\)/m,
    );
  });
});
