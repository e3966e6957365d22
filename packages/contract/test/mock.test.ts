import { readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { limitOf, limits } from "./prism-limits.ts";
import { type Suite, testAgainstMock, testCoverage } from "./run.ts";

const names = ["ours", "all-kinds", "all-kinds-30", "museum", "workshop"] as const;
const documents = await Promise.all(names.map(async (name) => ({ name, document: await readDocument(name) })));
const suites: Suite[] = [];

describe.each(documents)("$name, against the mock", ({ document }) => {
  const suite = testAgainstMock(document);
  suites.push(suite);
  testCoverage(suite);
});

test("each limit of Prism leaves out a case", () => {
  const met = suites.flatMap(({ description, plan }) => plan.cases.map((given) => limitOf(description, given)));
  expect(limits.map(({ reason }) => reason).filter((reason) => !met.includes(reason))).toEqual([]);
});
