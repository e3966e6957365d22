import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { descriptionFile } from "@spkey/test-kit";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { loadOperations } from "../../src/prism/load.ts";

const example = (name: string) => fileURLToPath(import.meta.resolve(`@readme/oas-examples/${name}.json`));

/**
 * What is shared has one id of Stoplight's, where each copy of it has its own, which nothing in the mock reads; and it names
 * its dialect also where it is part of another schema, which has the same. Headers that are no parameters are tested below.
 */
function withoutMarks(operations: readonly object[]): unknown {
  return JSON.parse(
    JSON.stringify(operations, (key, value) => {
      if (["x-stoplight", "$schema"].includes(key)) return undefined;
      // Prism's command says it later, with each request.
      if (value?.style === "form" && value.explode === undefined) return { ...value, explode: true };
      return key === "headers" && Array.isArray(value)
        ? value.filter(({ name }: { name: string }) => name !== "Authorization")
        : value;
    }),
  );
}

test("headers that the specification ignores as parameters are none (OpenAPI 3.1, section 4.8.12.2.1)", async () => {
  const parameters = ["Accept", "Content-Type", "authorization", "X-Trace"].map((name) => ({
    name,
    in: "header",
    required: true,
    schema: { type: "string" },
  }));
  const paths = { "/it": { get: { parameters, responses: {} } } };
  const [operation] = await loadOperations({ openapi: "3.1.0", info: { title: "It", version: "1" }, paths });
  expect(operation?.request?.headers?.map(({ name }) => name)).toEqual(["X-Trace"]);
});

test.for(["petstore", "callbacks", "security", "parameters-style", "circular", "schema-circular", "form-data"])(
  "reads %s (OpenAPI 3.0) as Prism does",
  async (name) => {
    const file = example(`3.0/json/${name}`);
    const [ours, prisms] = [await loadOperations(file), await getHttpOperationsFromSpec(file)];
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
    const [ours, prisms] = [await loadOperations(file), await getHttpOperationsFromSpec(named)];
    expect(withoutMarks(ours)).toEqual(withoutMarks(prisms));
  },
);

test.for([{}, { item: [] }, { info: { title: "x" } }])("refuses %j, which is no description", async (document) => {
  await expect(loadOperations(document)).rejects.toThrow("this is no OpenAPI description");
});
