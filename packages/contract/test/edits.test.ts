import { describe } from "vitest";
import { edited, edits } from "./edits.ts";
import { testAgainstMock, testPlan } from "./run.ts";

// What anybody may do to a description in one edit: the cases of the edited one hold as well.
describe.each(edits)("with $name", ({ edit }) => {
  testPlan(testAgainstMock(edit(edited)));
});
