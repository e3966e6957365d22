import { startMock } from "@spkey/mock";
import { type Description, isJson, lookUpStatus, type Operation, readDescription } from "@spkey/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Case,
  createJudge,
  type HttpAnswer,
  isOfMock,
  type Judge,
  judgeViolations,
  type Plan,
  planCases,
  readViolations,
  send,
  writeRequest,
} from "../src/index.ts";
import { limitOf } from "./prism-limits.ts";

/** Sends a case to the server at a URL. */
export type SendCase = (base: string, given: Case, description: Description) => Promise<HttpAnswer>;

export interface Suite {
  readonly description: Description;
  readonly plan: Plan;
}

/**
 * Declares a test for each case of a document, against a mock of its own.
 *
 * @param sendCase how a case is sent. Default: as raw bytes
 * @param only which of the cases are sent so. Default: all
 */
export function testAgainstMock(
  document: object,
  sendCase: SendCase = (base, given) => send(base, writeRequest(given)),
  only: (given: Case) => boolean = () => true,
): Suite {
  const description = readDescription(document);
  const plan = planCases(description);
  const judge = createJudge(description);
  let mock: Awaited<ReturnType<typeof startMock>>;
  beforeAll(async () => {
    mock = await startMock({ description: document });
  });
  afterAll(() => mock.stop());

  // A title that is a template would be cut, and what looks like a placeholder in it be replaced.
  for (const given of plan.cases.filter(only)) {
    const limit = limitOf(description, given);
    if (limit === undefined) {
      test(given.name, async () => {
        const answer = await sendCase(mock.url, given, description);
        expect(findingsOf(judge, given, answer)).toEqual([]);
      });
    } else {
      test(`${given.name}: Prism can't, since ${limit}`, async () => {
        const answer = await sendCase(mock.url, given, description);
        expect(findingsOf(judge, given, answer), "the limit is not there any more, or said to be wider").not.toEqual(
          [],
        );
      });
    }
  }
  return { description, plan };
}

/**
 * What both judges find; that the mock speaks for itself where the description says something, or for the API where it says
 * nothing; and that JSON is not judged.
 */
function findingsOf(judge: Judge, given: Case, answer: HttpAnswer): readonly string[] {
  const { findings, notJudged } = judge(given, answer);
  const isDocumented = lookUpStatus(given.operation.responses, answer.status) !== undefined;
  const unjudged = isDocumented && isJson(answer.headers.get("Content-Type") ?? "") ? notJudged : [];
  // To HEAD, an answer of the API's can look like one of the mock's own.
  const isUnsure = given.operation.method === "HEAD" && isDocumented;
  return [
    ...findings,
    ...judgeViolations(given, readViolations(answer)),
    ...(isOfMock(answer) === isDocumented && !isUnsure
      ? [`the mock speaks for ${isDocumented ? "itself" : "the API"}`]
      : []),
    ...unjudged.map((reason) => `not judged: ${reason}`),
  ];
}

/** Declares the test that no operation is without cases, unless the plan says why. */
export function testCoverage({ description, plan }: Suite): void {
  describe("the plan", () => {
    test("has cases of every operation, or says why not", () => {
      const silent = description.operations.filter((operation) => !isPlanned(plan, operation));
      expect(silent.map(({ id }) => id)).toEqual([]);
      expect(plan.cases.length).toBeGreaterThanOrEqual(description.operations.length);
    });

    test("gives each case a name of its own", () => {
      const names = plan.cases.map(({ name }) => name);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    });
  });
}

/** One case for each documented response at least, and one that is accepted. */
function isPlanned({ cases, leftOut }: Plan, operation: Operation): boolean {
  if (leftOut.some(({ pointer }) => pointer === operation.pointer)) return true;
  return cases.filter((each) => each.operation === operation).length > operation.responses.length;
}
