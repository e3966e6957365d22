import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { lookUp } from "@spkey/model/http/pointer.ts";
import { descriptionFile } from "@spkey/test-kit";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { loadDocument } from "../../src/prism/load.ts";
import { readOperations } from "../../src/prism/operations.ts";

const example = (name: string) => fileURLToPath(import.meta.resolve(`@readme/oas-examples/${name}.json`));

/** As Prism has them, and as we do: the same, but that references stay in ours. */
interface Both {
  readonly ours: readonly object[];
  readonly prisms: readonly object[];
}

async function readBoth(description: string | object, prisms: string | object = description): Promise<Both> {
  return {
    ours: readOperations(await loadDocument(description)),
    prisms: await getHttpOperationsFromSpec(prisms),
  };
}

/**
 * What is shared has one id of Stoplight's, where each copy of it has its own, which nothing in the mock reads; and it names
 * its dialect also where it is part of another schema, which has the same. What is no reference in Prism's is in none of our lists.
 */
const marks = new Set(["id", "x-stoplight", "$schema", "explicitProperties", "__bundled__"]);

/**
 * The places where two operations differ, both of them with their references followed. Where they are in a circle, each pair is looked at once.
 */
function differences(ours: object, prisms: object): string[] {
  const seen = new Map<unknown, Set<unknown>>();
  const compare = (a: unknown, b: unknown, place: string): string[] => {
    const [one, other] = [followed(ours, a), followed(prisms, b)];
    if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
      return Object.is(one, other) ? [] : [`${place}: ${JSON.stringify(one)} is ${JSON.stringify(other)} to Prism`];
    }
    if (seen.get(one)?.has(other)) return [];
    seen.set(one, (seen.get(one) ?? new Set()).add(other));
    const names = new Set([...namesIn(one), ...namesIn(other)]);
    return [...names].flatMap((name) => compare(field(one, name), field(other, name), `${place}/${name}`));
  };
  return compare(ours, prisms, "");
}

function namesIn(value: object): string[] {
  return Object.entries(value).flatMap(([name, item]) => (marks.has(name) || item === undefined ? [] : [name]));
}

function field(value: object, name: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[name]; // Any object has any fields.
}

/** What a reference within an operation leads to; of anything else, itself. */
function followed(operation: object, value: unknown): unknown {
  const ref = typeof value === "object" && value !== null ? field(value, "$ref") : undefined;
  return typeof ref === "string" ? followed(operation, lookUp(operation, ref)) : value;
}

test.for([
  "petstore",
  "callbacks",
  "security",
  "security-multiple",
  "parameters-style",
  "parameters-common",
  "form-data",
  "star-trek",
  "uspto",
])("reads %s (OpenAPI 3.0) as Prism does", async (name) => {
  const { ours, prisms } = await readBoth(example(`3.0/json/${name}`));
  expect(ours.length).toBeGreaterThan(0);
  expect(ours).toHaveLength(prisms.length);
  expect(ours.flatMap((operation, index) => differences(operation, prisms[index] ?? {}))).toEqual([]);
});

const range32 = ["minimum: -2147483648 is undefined to Prism", "maximum: 2147483647 is undefined to Prism"];
const range64 = ["minimum: -9007199254740991 is undefined to Prism", "maximum: 9007199254740991 is undefined to Prism"];

test.for([
  {
    name: "circular",
    but: [
      ...range32.map((line) => `/inner/properties/statusCode/${line}`),
      '/inner/properties/error/type: ["string","null"] is "string" to Prism',
      "/inner/properties/error/nullable: undefined is true to Prism",
      ...range32.map((line) => `/inner/properties/detailedErrorCode/${line}`),
    ].map((line) => `/responses/1/contents/0/schema/properties${line}`),
  },
  {
    name: "schema-circular",
    but: ["", "/bodyParts/items/properties"]
      .flatMap((part) => range64.map((line) => `${part}/contentDisposition/properties/size/${line}`))
      .map(
        (line) =>
          `/request/body/contents/0/schema/properties/file/properties/parent/properties/parent/properties${line}`,
      ),
  },
])("reads $name (OpenAPI 3.0) as Prism does, which leaves what is in a circle in the words of 3.0", async (row) => {
  const { ours, prisms } = await readBoth(example(`3.0/json/${row.name}`));
  expect(ours).toHaveLength(prisms.length);
  expect(ours.flatMap((operation, index) => differences(operation, prisms[index] ?? {}))).toEqual(row.but);
});

test.for([
  {
    name: "museum",
    // It reads callbacks as if they were of 3.0.
    but: ['example: "2026-03-02" is undefined to Prism', 'examples: undefined is ["2026-03-02"] to Prism'].map(
      (line) => `/callbacks/0/request/body/contents/0/schema/properties/day/${line}`,
    ),
  },
  { name: "workshop", but: [] },
  { name: "library", but: [] },
] as const)("reads $name (OpenAPI 3.1) as Prism does where it names its dialect", async ({ name, but }) => {
  const file = descriptionFile(name);
  const jsonSchemaDialect = "https://json-schema.org/draft/2020-12/schema";
  const named = { ...parse(await readFile(file, "utf8")), jsonSchemaDialect };
  const { ours, prisms } = await readBoth(file, named);
  expect(ours).toHaveLength(prisms.length);
  expect(ours.flatMap((operation, index) => differences(operation, prisms[index] ?? {}))).toEqual(but);
});

test.for([{}, { item: [] }, { info: { title: "x" } }])("refuses %j, which is no description", async (document) => {
  await expect(loadDocument(document)).rejects.toThrow("this is no OpenAPI description");
});

test("takes a description whose references have been followed in circles", async () => {
  const schema: Record<string, object> = { properties: { name: { type: "string" } } };
  schema["items"] = schema;
  const content = { "application/json": { schema } };
  const paths = { "/it": { post: { requestBody: { content }, responses: {} } } };
  const info = { title: "It", version: "1" };
  const document = await loadDocument({ openapi: "3.0.3", info, paths });
  expect(readOperations(document)).toHaveLength(1);
  const at = "#/paths/~1it/post/requestBody/content/application~1json/schema";
  expect(JSON.stringify(document)).toContain(`{"properties":{"name":{"type":"string"}},"items":{"$ref":"${at}"}}`);
});

test("says of Swagger 2.0 what to do", async () => {
  await expect(loadDocument({ swagger: "2.0" })).rejects.toThrow("This is Swagger 2.0: convert it first.");
});
