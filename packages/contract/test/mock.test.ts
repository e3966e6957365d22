import { readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { limits } from "./prism-limits.ts";
import { type Suite, testAgainstMock, testPlan } from "./run.ts";

const names = ["all-kinds", "all-kinds-30", "museum", "workshop"] as const;
const documents = await Promise.all(names.map(async (name) => ({ name, document: await readDocument(name) })));
const suites: Suite[] = [];

describe.each(documents)("$name, against the mock", ({ document }) => {
  const suite = testAgainstMock(document);
  suites.push(suite);
  testPlan(suite);
});

// After all cases have run.
test("each limit of Prism is still there", () => {
  const met = new Set(suites.flatMap((suite) => [...suite.met]));
  expect(limits.map(({ reason }) => reason).filter((reason) => !met.has(reason))).toEqual([]);
});
