import { readDocument } from "@spkey/test-kit";
import { describe } from "vitest";
import { testAgainstMock, testCoverage } from "./run.ts";

const names = ["ours", "all-kinds", "all-kinds-30", "museum", "workshop"] as const;
const documents = await Promise.all(names.map(async (name) => ({ name, document: await readDocument(name) })));

describe.each(documents)("$name, against the mock", ({ document }) => {
  testCoverage(testAgainstMock(document));
});
