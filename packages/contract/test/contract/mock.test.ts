import { fileURLToPath } from "node:url";
import { readSource } from "@spkey/model/source";
import { readDocument } from "@spkey/test-kit";
import { describe } from "vitest";
import { testAgainstMock, testPlan } from "../run.ts";

const document = await readDocument("ours");
const source = await readSource(fileURLToPath(new URL("../../../../spec/openapi.yaml", import.meta.url)));

describe("our description, against the mock", () => {
  testPlan(testAgainstMock(document, { source }));
});
