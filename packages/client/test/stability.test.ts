import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Description, readDescription, serverUrl } from "@spkey/model";
import { type DescriptionName, readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { type Signature, signaturesOf } from "../generator/signature.ts";
import { typeErrors } from "./support/compile.ts";
import { callables, consumerProgram } from "./support/consumer.ts";
import { edits } from "./support/edits.ts";
import { recordingsOf } from "./support/recordings.ts";
import { clientModules, SharedModules } from "./support/shared-modules.ts";

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
    const original = await readDocument(name);
    const yesterday = readDescription(await readDocument(name));
    const baseUrl = URL.canParse(serverUrl(yesterday.servers[0])) ? {} : { baseUrl: "https://given.test" };
    await mkdir(reports, { recursive: true });
    const folder = await mkdtemp(join(reports, "stability-"));
    const shared = new SharedModules(folder);
    const add = (owner: string, program: string, { modules }: Awaited<ReturnType<typeof clientModules>>) =>
      shared.add(owner, "program.ts", new Map(modules).set("program.ts", program));
    try {
      const reference = await add("yesterday", consumerProgram(yesterday), await clientModules(original, manifest));
      const applied: { readonly edit: string; readonly program: string; readonly lost: readonly string[] }[] = [];
      for (const edit of edits) {
        const document = structuredClone(original) as Record<string, unknown>; // A document is an object.
        if (edit.apply(document) === 0) continue;
        const today = await clientModules(document, manifest);
        const lost = changed(yesterday, readDescription(document));
        for (const { name: operation, pointer, byRule } of lost) {
          expect(byRule, `${edit.name}: ${operation}`).toBe(true);
          expect(
            today.warnings.map((one) => one.pointer),
            `${edit.name}: ${operation}`,
          ).toContain(pointer);
        }
        const lostNames = lost.map((one) => one.name);
        const code = consumerProgram(yesterday, "./src", (each) => !untyped.test(each) && !lostNames.includes(each));
        applied.push({ edit: edit.name, program: await add(edit.name, code, today), lost: lostNames });
      }
      expect(applied.length).toBeGreaterThan(20);
      const files = [...new Set(applied.map(({ program }) => program))];
      const errors = await typeErrors(folder, files);
      expect(errors.map((error) => shared.named(error))).toEqual([]);

      const programs = [...new Set([reference, ...files])];
      const recorded = await recordingsOf(programs.map((one) => ({ program: join(folder, one), ...baseUrl })));
      const sent = new Map(programs.map((program, index) => [program, recorded[index]]));
      const before = sent.get(reference) ?? {};
      for (const { edit, program, lost } of applied) {
        for (const { signature } of callables(yesterday).callable) {
          if (lost.includes(signature.name) || untyped.test(signature.name)) continue;
          expect(sent.get(program)?.[signature.name], `${edit}: ${signature.name}`).toEqual(before[signature.name]);
        }
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
