import { readDocument } from "@spkey/test-kit";
import { describe } from "vitest";
import { edits } from "./edits.ts";
import { testAgainstMock, testCoverage } from "./run.ts";

// What anybody may do to our description in one edit: the cases of the edited one hold as well.
const ours = await readDocument("ours");

describe.each(edits)("ours, with $name", ({ edit }) => {
  testCoverage(testAgainstMock(edit(ours)));
});
