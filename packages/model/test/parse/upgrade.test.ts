import { describe, expect, test } from "vitest";
import { upgrade } from "../../src/parse/upgrade.ts";

const upgraded = (schema: object, openapi = "3.0.3") =>
  (upgrade({ openapi, components: { schemas: { A: schema } } })["components"] as { schemas: { A: object } }).schemas.A;

describe("schemas of 3.0 in 3.1", () => {
  test.for([
    ["nullable with a type", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["nullable: false", { type: "string", nullable: false }, { type: "string" }],
    [
      "nullable with values",
      { type: "string", nullable: true, enum: ["a"] },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    ["nullable with null among the values", { nullable: true, enum: ["a", null] }, { enum: ["a", null] }],
    [
      "nullable beside allOf",
      { nullable: true, description: "d", allOf: [{ type: "object" }] },
      { description: "d", anyOf: [{ allOf: [{ type: "object" }] }, { type: "null" }] },
    ],
    ["nullable alone", { nullable: true }, {}],
    [
      "an exclusive bound",
      { type: "number", minimum: 1, exclusiveMinimum: true },
      { type: "number", exclusiveMinimum: 1 },
    ],
    ["a bound that is not exclusive", { maximum: 9, exclusiveMaximum: false }, { maximum: 9 }],
    ["a bound as in 3.1", { exclusiveMaximum: 9 }, { exclusiveMaximum: 9 }],
    ["an example", { type: "string", example: "x" }, { type: "string", examples: ["x"] }],
    ["base64", { type: "string", format: "byte" }, { type: "string", contentEncoding: "base64" }],
    ["bytes", { type: "string", format: "binary" }, { type: "string", format: "binary" }],
    [
      "a reference, and what stands beside it",
      { $ref: "#/components/schemas/B", description: "d", minLength: 3, example: "e" },
      { $ref: "#/components/schemas/B", description: "d", examples: ["e"] },
    ],
    [
      "a reference that may be null",
      { $ref: "#/components/schemas/B", nullable: true, title: "t" },
      { title: "t", anyOf: [{ $ref: "#/components/schemas/B" }, { type: "null" }] },
    ],
    [
      "properties whose names are keywords",
      { properties: { nullable: { type: "boolean" }, example: { type: "string", example: "e" } } },
      { properties: { nullable: { type: "boolean" }, example: { type: "string", examples: ["e"] } } },
    ],
    [
      "data that looks like schemas",
      { type: "object", default: { nullable: true, type: "x" }, enum: [{ example: 1 }], example: { nullable: true } },
      {
        type: "object",
        default: { nullable: true, type: "x" },
        enum: [{ example: 1 }],
        examples: [{ nullable: true }],
      },
    ],
    [
      "nested schemas",
      { items: { allOf: [{ type: "string", nullable: true }] } },
      { items: { allOf: [{ type: ["string", "null"] }] } },
    ],
  ] as const)("%s", ([, given, want]) => expect(upgraded(given)).toEqual(want));
});

test("3.1 stays as it is, and examples of bodies are data", () => {
  const document = { openapi: "3.1.0", components: { schemas: { A: { nullable: true, type: "string" } } } };
  expect(upgrade(document)).toBe(document);
  const value = { nullable: true, type: "string", example: "inner" };
  const response = {
    description: "d",
    content: { "application/json": { example: value, schema: { nullable: true, type: "string" } } },
  };
  const paths = { "/": { get: { responses: { 200: response } } } };
  expect(upgrade({ openapi: "3.0.0", paths })).toMatchObject({
    openapi: "3.1.0",
    paths: {
      "/": {
        get: {
          responses: {
            200: { content: { "application/json": { example: value, schema: { type: ["string", "null"] } } } },
          },
        },
      },
    },
  });
});
