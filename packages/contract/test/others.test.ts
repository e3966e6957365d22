import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDocument } from "@spkey/test-kit";
import { describe } from "vitest";
import { testAgainstMock, testPlan } from "./run.ts";

/** What other people have written, and what nobody here has looked at when the cases were built. */
const examples = [
  "3.0/json/petstore",
  "3.0/json/petstore-expanded",
  "3.0/json/star-trek",
  "3.0/json/uspto",
  "3.0/json/discriminators",
  "3.0/json/security",
  "3.1/json/train-travel",
  "3.0/json/link-example",
  "3.0/json/callbacks",
];

const ofKit = ["inn", "library", "command"] as const;

const documents = await Promise.all([
  ...ofKit.map(async (name) => ({ name, document: await readDocument(name) })),
  ...examples.map(async (name) => {
    const file = fileURLToPath(import.meta.resolve(`@readme/oas-examples/${name}.json`));
    const document: object = JSON.parse(await readFile(file, "utf8"));
    return { name, document };
  }),
]);

describe.each(documents)("$name, against the mock", ({ document }) => {
  testPlan(testAgainstMock(document));
});
