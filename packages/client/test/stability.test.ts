import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Description, readDescription, serverUrl } from "@spkey/model";
import { type DescriptionName, readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { type Signature, signaturesOf } from "../generator/signature.ts";
import { writePackage } from "../tools/package.ts";
import { typeErrors } from "./support/compile.ts";
import { callables, consumerProgram } from "./support/consumer.ts";
import { edits } from "./support/edits.ts";
import { recordingsOf } from "./support/recordings.ts";

const reports = fileURLToPath(new URL("../reports/", import.meta.url));
const manifest = { name: "@spkey/client", version: "0.0.0" };
const kit: readonly DescriptionName[] = [
  "ours",
  "all-kinds",
  "all-kinds-30",
  "museum",
  "workshop",
  "library",
  "command",
];
/** Types that openapi-typescript has too narrow: see `descriptions.test.ts`. */
const untyped = /^check(Arrays|Objects|Choices)$/;

/** The rule of the README, for what it can't keep: an optional argument whose name an optional newcomer of an earlier place takes. */
function isByRule(before: Signature, after: Signature): boolean {
  return before.arguments.every(({ name, key, in: place }) => {
    const now = after.arguments.find((one) => one.key === key && one.in === place);
    const taker = after.arguments.find((one) => one.name === name);
    return now?.name === name || (now?.required === false && taker !== undefined && !taker.required);
  });
}

/** Operations that a caller of yesterday can't call as before. */
function changed(
  before: Description,
  after: Description,
): { readonly name: string; readonly pointer: string; readonly byRule: boolean }[] {
  const now = new Map(
    signaturesOf(after).signatures.map((one) => [`${one.operation.method} ${one.operation.path}`, one]),
  );
  return signaturesOf(before).signatures.flatMap((one) => {
    const same = now.get(`${one.operation.method} ${one.operation.path}`);
    if (!same) throw new Error(`${one.operation.path} is gone.`);
    const kept = one.arguments.every(({ name, key, in: place }) =>
      same.arguments.some((each) => each.name === name && each.key === key && each.in === place),
    );
    if (kept && one.name === same.name) return [];
    return [{ name: one.name, pointer: same.operation.pointer, byRule: one.name !== same.name || isByRule(one, same) }];
  });
}

test("there are many edits, each with a name of its own", () => {
  expect(new Set(edits.map(({ name }) => name)).size).toBe(edits.length);
  expect(edits.length).toBeGreaterThanOrEqual(50);
});

describe("yesterday's program, with today's client", () => {
  test.for(kit)("of %s", { timeout: 600_000 }, async (name) => {
    const yesterday = readDescription(await readDocument(name));
    const baseUrl = URL.canParse(serverUrl(yesterday.servers[0])) ? {} : { baseUrl: "https://given.test" };
    await mkdir(reports, { recursive: true });
    const folder = await mkdtemp(join(reports, "stability-"));
    try {
      await writePackage(join(folder, "yesterday"), await readDocument(name), manifest);
      await writeFile(join(folder, "yesterday/program.ts"), consumerProgram(yesterday));
      const applied: { readonly edit: string; readonly folder: string; readonly lost: readonly string[] }[] = [];
      for (const [index, edit] of edits.entries()) {
        const document = structuredClone(await readDocument(name)) as Record<string, unknown>; // A document is an object.
        if (edit.apply(document) === 0) continue;
        const { warnings } = await writePackage(join(folder, `${index}`), document, manifest);
        const lost = changed(yesterday, readDescription(document));
        for (const { name: operation, pointer, byRule } of lost) {
          expect(byRule, `${edit.name}: ${operation}`).toBe(true);
          expect(
            warnings.map((one) => one.pointer),
            `${edit.name}: ${operation}`,
          ).toContain(pointer);
        }
        const lostNames = lost.map((one) => one.name);
        const program = consumerProgram(yesterday, "./src", (each) => !untyped.test(each) && !lostNames.includes(each));
        await writeFile(join(folder, `${index}/program.ts`), program);
        applied.push({ edit: edit.name, folder: `${index}`, lost: lostNames });
      }
      const files = applied.map((one) => `${one.folder}/program.ts`);
      expect(files.length).toBeGreaterThan(20);
      expect(await typeErrors(folder, files)).toEqual([]);

      const jobs = ["yesterday", ...applied.map((one) => one.folder)];
      const [before = {}, ...after] = await recordingsOf(
        jobs.map((one) => ({ program: join(folder, one, "program.ts"), ...baseUrl })),
      );
      for (const [index, one] of applied.entries()) {
        for (const { signature } of callables(yesterday).callable) {
          if (one.lost.includes(signature.name) || untyped.test(signature.name)) continue;
          expect(after[index]?.[signature.name], `${one.edit}: ${signature.name}`).toEqual(before[signature.name]);
        }
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
