import { type Description, readDescription, readPortableOperation } from "@spkey/model";
import { samplesOf } from "@spkey/samples";
import { descriptions, readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { consoleDocument } from "../../src/console/document.ts";

/** The samples of an operation, from what its console reads. */
function samplesOfConsole(whole: Description, id: string) {
  const operation = whole.operations.find((each) => each.id === id);
  if (!operation) throw new Error(`There is no operation ${id}.`);
  const part = readPortableOperation(JSON.parse(JSON.stringify(consoleDocument(whole, operation))));
  const [own] = part.operations;
  return { whole: samplesOf(whole, operation), part: own && samplesOf(part, own) };
}

describe.each(descriptions)("$name", async ({ name }) => {
  const whole = readDescription(await readDocument(name));

  test.for(whole.operations)("the console of $id shows the samples of the whole description", ({ id }) => {
    const { whole: wanted, part } = samplesOfConsole(whole, id);
    expect(part).toEqual(wanted);
  });
});

test("names of functions that depend on other operations stay the same", () => {
  const ids = [
    "list-doors",
    "listDoors",
    "list_doors",
    "isListDoorsError",
    "call",
    "delete",
    "ListDoorsRequest",
    "öffne",
  ];
  const paths = ids.map((operationId, index) => [`/${index}`, { get: { operationId, responses: {} } }] as const);
  const whole = readDescription({
    openapi: "3.1.0",
    info: { title: "Names", version: "1" },
    servers: [{ url: "https://names.example" }],
    paths: Object.fromEntries(paths),
  });
  for (const { id } of whole.operations) {
    const { whole: wanted, part } = samplesOfConsole(whole, id);
    expect(part, id).toEqual(wanted);
  }
});
