import { readDocument } from "@spkey/test-kit";
import { describe } from "vitest";
import { testAgainstMock, testPlan } from "../run.ts";

const document = await readDocument("ours");

describe("our description, against the mock", () => {
  testPlan(testAgainstMock(document));
});
