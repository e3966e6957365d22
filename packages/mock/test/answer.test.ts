import { expect, test } from "vitest";
import { type Violation, withViolations } from "../src/answer.ts";

function headerOf(violations: readonly Violation[]): string {
  const answer = { status: 400, headers: {}, body: undefined, verdict: "refused" } as const;
  return withViolations(answer, violations).headers["sl-violations"] ?? "";
}

const violation = (message: string): Violation => ({
  location: ["request", "body"],
  severity: "Error",
  code: "type",
  message,
});

test("what is wrong is a header of ASCII", () => {
  const header = headerOf([violation("must be “text”\n")]);
  expect(header).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(header)).toEqual([violation("must be “text”\n")]);
});

test("there is none of nothing", () => {
  expect(headerOf([])).toBe("");
});

test.for([1, 10, 1_000, 100_000])("%s faults fit into it as far as there is room", (count) => {
  const violations = Array.from({ length: count }, (_, i) => violation(`fault ${i}`));
  const header = headerOf(violations);
  expect(header.length).toBeLessThanOrEqual(8 * 1024);
  const told: unknown[] = JSON.parse(header);
  expect(told).toEqual(violations.slice(0, told.length));
  expect(told.length).toBeGreaterThanOrEqual(Math.min(count, 80));
});

test("one that is too long is left out", () => {
  expect(headerOf([violation("x".repeat(10_000))])).toBe("[]");
});
