import { startMock } from "@spkey/mock";
import { type Description, readDescription } from "@spkey/model";
import type { Source } from "@spkey/model/source";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Case,
  createJudge,
  createReferee,
  type Plan,
  planCases,
  type RunOptions,
  runCase,
  type SendCase,
} from "../src/index.ts";
import { isPlanned, limitOf, problemsOf } from "./against-mock.ts";

export interface Suite {
  readonly description: Description;
  readonly plan: Plan;
  /** The limits of Prism that a case has met: each is needed. */
  readonly met: Set<string>;
}

/** With more cases than these, those of one operation are one test: each test costs more than a case does. */
const fewCases = 120;

export interface SuiteOptions {
  /** How a case is sent. Default: as raw bytes. */
  readonly sendCase?: SendCase;
  /** Which of the cases are sent so. Default: all. */
  readonly only?: (given: Case) => boolean;
  /** Where it is written: a problem then says the place. */
  readonly source?: Source;
}

/** Declares tests for the cases of a document, against a mock of its own. */
export function testAgainstMock(document: object, { sendCase, only = () => true, source }: SuiteOptions = {}): Suite {
  const description = readDescription(document);
  const plan = planCases(description);
  const options: RunOptions = {
    description,
    judge: createJudge(description),
    isMock: true,
    referee: createReferee(description),
    ...(sendCase && { sendCase }),
  };
  const met = new Set<string>();
  let mock: Awaited<ReturnType<typeof startMock>>;
  beforeAll(async () => {
    mock = await startMock({ description: document });
  });
  afterAll(() => mock.stop());

  const run = async (cases: readonly Case[]) => {
    const found: Record<string, readonly string[]> = {};
    for (const given of cases) {
      const problems = problemsOf(await runCase(mock.url, given, options), source);
      if (problems.length === 0) continue;
      const limit = limitOf(description, given);
      if (limit === undefined) found[given.name] = problems;
      else met.add(limit);
    }
    return found;
  };

  const cases = plan.cases.filter(only);
  // A title that is a template would be cut, and what looks like a placeholder in it be replaced.
  if (cases.length <= fewCases) {
    for (const given of cases) {
      test(given.name, async () => {
        expect(await run([given])).toEqual({});
      });
    }
  } else {
    for (const [operation, ofIt] of Map.groupBy(cases, (given) => given.operation)) {
      test(`${operation.id}: ${ofIt.length} cases`, async () => {
        expect(await run(ofIt)).toEqual({});
      });
    }
  }
  return { description, plan, met };
}

/** Declares the tests that no operation is without cases, unless the plan says why, and that they can be told apart. */
export function testPlan({ description, plan }: Suite): void {
  describe("the plan", () => {
    test("has cases of every operation, or says why not", () => {
      const silent = description.operations.filter((operation) => !isPlanned(plan, operation));
      expect(silent.map(({ id }) => id)).toEqual([]);
      expect(plan.cases.length).toBeGreaterThanOrEqual(description.operations.length);
    });

    test.for(["id", "name"] as const)("gives each case an %s of its own", (field) => {
      const all = plan.cases.map((given) => given[field]);
      expect(all.filter((each, index) => all.indexOf(each) !== index)).toEqual([]);
    });

    test("is the same each time, and has other texts by another seed", () => {
      const idsOf = ({ cases }: Plan) => cases.map(({ id }) => id);
      const sentBy = ({ cases }: Plan) =>
        JSON.stringify(cases.map(({ request }) => [request.parameters, request.body?.value]));
      const [again, other] = [planCases(description), planCases(description, { seed: 1 })];
      expect(sentBy(again)).toBe(sentBy(plan));
      expect(idsOf(other)).toEqual(idsOf(plan));
      if (plan.cases.some(({ id }) => /\/(odd|more)(\/|$)/.test(id))) expect(sentBy(other)).not.toBe(sentBy(plan));
    });
  });
}
