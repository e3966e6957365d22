import { expect, test } from "vitest";
import { readDescription } from "../../src/index.ts";

const pathItem = (words: object) => {
  const { operations } = readDescription({
    openapi: "3.1.0",
    info: { title: "Doors", version: "1" },
    paths: { "/doors": { ...words, get: { summary: "List doors", responses: {} } } },
  });
  return operations[0]?.pathItem;
};

test.for([
  { name: "nothing", given: {}, want: undefined },
  { name: "a summary", given: { summary: "Doors" }, want: { summary: "Doors" } },
  {
    name: "a summary and a description",
    given: { summary: "Doors", description: "All of them." },
    want: { summary: "Doors", description: "All of them." },
  },
])("what a path item says of its operations: $name", ({ given, want }) => {
  expect(pathItem(given)).toEqual(want);
});
