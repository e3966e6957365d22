import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planCases } from "../../src/index.ts";
import { serverMutantsOf } from "../../tools/mutate/faults.ts";
import { errorsOf, type FaultyStage, openFaultyStage, verifyServer } from "./verify-server.ts";

const document = await readDocument("ours");
const description = readDescription(document);
/** Of all that the mutants of a server do wrong, a spread: `pnpm contract:mutate` has all of them. */
const all = serverMutantsOf(description, planCases(description).cases);
const mutants = all.filter((_, index) => index % Math.ceil(all.length / 14) === 0);

let stage: FaultyStage;
beforeAll(async () => {
  stage = await openFaultyStage(document);
});
afterAll(() => stage?.stop());

describe("a server that keeps our description but for one thing", () => {
  test("is a spread of what can be wrong", () => {
    expect(mutants.length).toBeGreaterThan(11);
    expect(new Set(mutants.map(({ operator }) => operator)).size).toBeGreaterThan(2);
  });

  test.for(mutants.map((mutant) => ({ ...mutant, name: `${mutant.operator}: ${mutant.what}` })))(
    "$name",
    async ({ fault, operation }) => {
      stage.server.setFault(fault);
      const report = await verifyServer(stage.server.url, document, { route: stage.route, operations: [operation] });
      expect(errorsOf(report).map(({ kind, promised }) => ({ kind, pointer: promised.pointer }))).toEqual([
        { kind: expect.any(String) as unknown, pointer: expect.stringMatching(/^#\/./) as unknown },
      ]);
      expect(report.findings).toHaveLength(1);
      expect(report.exitCode).toBe(1);
    },
  );
});
