import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../../dist/index.js";

/** A mock with one operation, whose answers are generated from that media type object. */
async function made(content: object, openapi = "3.1.0"): Promise<() => Promise<unknown>> {
  const responses = { 200: { description: "It.", content: { "application/json": content } } };
  const mock = await startMock({
    description: { openapi, info: { title: "It", version: "1" }, paths: { "/it": { get: { responses } } } },
    dynamic: true,
  });
  onTestFinished(() => mock.stop());
  return async () => {
    const response = await fetch(`${mock.url}/it`);
    expect([response.status, response.headers.get("sl-violations")]).toEqual([200, null]);
    return response.json();
  };
}

/** Often enough for what is left to chance. */
const often = Array.from({ length: 200 });

test.for([
  { openapi: "3.1.0", schema: { type: "integer", exclusiveMinimum: 3, exclusiveMaximum: 5 }, least: 4, most: 4 },
  { openapi: "3.1.0", schema: { type: "integer", exclusiveMinimum: 3.5, maximum: 4 }, least: 4, most: 4 },
  { openapi: "3.1.0", schema: { type: "integer", minimum: 6, exclusiveMinimum: 3, maximum: 6 }, least: 6, most: 6 },
  { openapi: "3.1.0", schema: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }, least: 0, most: 1 },
  {
    openapi: "3.0.3",
    schema: { type: "integer", minimum: 3, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: true },
    least: 4,
    most: 4,
  },
])("$schema of OpenAPI $openapi keeps within its bounds", async ({ openapi, schema, least, most }) => {
  const make = await made({ schema }, openapi);
  for (const _ of often) {
    const value = await make();
    expect(value).toBeGreaterThanOrEqual(least);
    expect(value).toBeLessThanOrEqual(most);
  }
});

test("properties that are named like bounds are properties", async () => {
  const properties = {
    exclusiveMinimum: { type: "integer", exclusiveMinimum: 8, maximum: 9 },
    minimum: { const: "x" },
  };
  const make = await made({ schema: { type: "object", required: Object.keys(properties), properties } });
  expect(await make()).toMatchObject({ exclusiveMinimum: 9, minimum: "x" });
});

test("what breaks its schema now and then is generated again", async () => {
  const make = await made({ schema: { type: "object", additionalProperties: { type: "integer" }, maxProperties: 2 } });
  for (const _ of often) expect(Object.keys((await make()) as object).length).toBeLessThanOrEqual(2); // It is an object.
});

test("where there is no schema, the example stands", async () => {
  const make = await made({ example: { name: "Emma" } });
  expect(await make()).toEqual({ name: "Emma" });
});
