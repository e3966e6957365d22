import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { descriptionFile } from "@spkey/test-kit";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { loadDescription } from "../../src/prism/load.ts";

const example = (name: string) => fileURLToPath(import.meta.resolve(`@readme/oas-examples/${name}.json`));

/**
 * What is shared has one id of Stoplight's, where each copy of it has its own, which nothing in the mock reads; and it names
 * its dialect also where it is part of another schema, which has the same.
 */
function withoutMarks(operations: readonly object[]): unknown {
  return JSON.parse(
    JSON.stringify(operations, (key, value) => (["x-stoplight", "$schema"].includes(key) ? undefined : value)),
  );
}

test.for(["petstore", "callbacks", "security", "parameters-style", "circular", "schema-circular", "form-data"])(
  "reads %s (OpenAPI 3.0) as Prism does",
  async (name) => {
    const file = example(`3.0/json/${name}`);
    const [{ operations: ours }, prisms] = [await loadDescription(file), await getHttpOperationsFromSpec(file)];
    expect(ours.length).toBeGreaterThan(0);
    expect(withoutMarks(ours)).toEqual(withoutMarks(prisms));
  },
);

test.for(["museum", "workshop"] as const)(
  "reads %s (OpenAPI 3.1) as Prism does where it names its dialect",
  async (name) => {
    const file = descriptionFile(name);
    const jsonSchemaDialect = "https://json-schema.org/draft/2020-12/schema";
    const named = { ...parse(await readFile(file, "utf8")), jsonSchemaDialect };
    const [{ operations: ours }, prisms] = [await loadDescription(file), await getHttpOperationsFromSpec(named)];
    expect(withoutMarks(ours)).toEqual(withoutMarks(prisms));
  },
);

test.for([{}, { item: [] }, { info: { title: "x" } }])("refuses %j, which is no description", async (document) => {
  await expect(loadDescription(document)).rejects.toThrow("this is no OpenAPI description");
});

test("takes a description whose references have been followed in circles", async () => {
  const schema: Record<string, object> = { properties: { name: { type: "string" } } };
  schema["items"] = schema;
  const content = { "application/json": { schema } };
  const paths = { "/it": { post: { requestBody: { content }, responses: {} } } };
  const info = { title: "It", version: "1" };
  const { document, operations } = await loadDescription({ openapi: "3.0.3", info, paths });
  expect(operations).toHaveLength(1);
  const at = "#/paths/~1it/post/requestBody/content/application~1json/schema";
  expect(JSON.stringify(document)).toContain(`{"properties":{"name":{"type":"string"}},"items":{"$ref":"${at}"}}`);
});

test("says of Swagger 2.0 what to do", async () => {
  await expect(loadDescription({ swagger: "2.0" })).rejects.toThrow("This is Swagger 2.0: convert it first.");
});
