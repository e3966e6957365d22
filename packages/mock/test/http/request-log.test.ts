import { expect, test } from "vitest";
import type { Answer } from "../../src/answer.ts";
import { keptViolations, reasonsOf } from "../../src/http/request-log.ts";

const answer: Answer = { status: 400, headers: {}, body: undefined, verdict: "mock" };
const violations = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    location: ["request", "body", String(i)],
    severity: "Error",
    code: "type",
    message: "must be string",
  }));

test.for([
  { name: "nothing", more: {}, reasons: [] },
  { name: "why the mock speaks for itself", more: { detail: "No such path." }, reasons: ["No such path."] },
  {
    name: "what is wrong, rather than why",
    more: { detail: "No.", violations: violations(2) },
    reasons: ["request.body.0: must be string", "request.body.1: must be string"],
  },
])("the reasons are $name", ({ more, reasons }) => {
  expect(reasonsOf({ ...answer, ...more })).toEqual(reasons);
});

test("of a hundred thousand faults, a hundred are kept", () => {
  const many = { ...answer, violations: violations(100_000) };
  expect(reasonsOf(many)).toHaveLength(101);
  expect(reasonsOf(many).at(-1)).toBe("and 99900 more");
  expect(keptViolations(many)).toHaveLength(100);
});
