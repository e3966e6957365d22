import { describe, expect, test } from "vitest";
import { readDescription, type Schema } from "../../src/index.ts";
import { upgrade } from "../../src/parse/upgrade.ts";
import { createAjv, documentWith, subjectOf } from "../describe.ts";

function schemaOf(schema: unknown, others: object = {}): unknown {
  const document = { ...documentWith({ components: { schemas: { Subject: schema, ...others } } }), openapi: "3.0.3" };
  const upgraded: unknown = upgrade(document);
  return (upgraded as { components: { schemas: { Subject: unknown } } }).components.schemas.Subject; // Written above.
}

const ref = { $ref: "#/components/schemas/Other" };

describe("OpenAPI 3.0 as 3.1: schemas (section 4.7.24)", () => {
  test.for<[name: string, given: object, want: object]>([
    ["not nullable", { type: "string", nullable: false }, { type: "string" }],
    ["nullable", { type: "string", nullable: true }, { type: ["string", "null"] }],
    [
      "nullable and enum",
      { type: "string", nullable: true, enum: ["a"] },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    [
      "nullable and enum with null",
      { type: "string", nullable: true, enum: ["a", null] },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    ["nullable enum without a type", { nullable: true, enum: ["a"] }, { enum: ["a", null] }],
    ["nullable without anything", { nullable: true, description: "Any" }, { description: "Any" }],
    ["nullable allOf", { nullable: true, allOf: [ref] }, { anyOf: [{ allOf: [ref] }, { type: "null" }] }],
    ["nullable oneOf", { nullable: true, oneOf: [ref] }, { anyOf: [{ oneOf: [ref] }, { type: "null" }] }],
    ["nullable anyOf", { nullable: true, anyOf: [ref] }, { anyOf: [{ anyOf: [ref] }, { type: "null" }] }],
    ["nullable not", { nullable: true, not: ref }, { anyOf: [{ not: ref }, { type: "null" }] }],
    [
      "annotations stay outside",
      { nullable: true, allOf: [ref], title: "T", description: "D", default: null, deprecated: true, readOnly: true },
      {
        title: "T",
        description: "D",
        default: null,
        deprecated: true,
        readOnly: true,
        anyOf: [{ allOf: [ref] }, { type: "null" }],
      },
    ],
    [
      "nullable with type and allOf",
      { type: "object", nullable: true, properties: {} },
      { type: ["object", "null"], properties: {} },
    ],
    ["exclusiveMinimum", { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ["exclusiveMaximum", { maximum: 0, exclusiveMaximum: true }, { exclusiveMaximum: 0 }],
    ["bounds that are not exclusive", { minimum: 1, exclusiveMinimum: false }, { minimum: 1 }],
    ["exclusive without a bound", { type: "integer", exclusiveMinimum: true }, { type: "integer" }],
    ["an exclusive bound as 3.1 has it", { exclusiveMinimum: 3 }, { exclusiveMinimum: 3 }],
    ["an example", { type: "string", example: "a" }, { type: "string", examples: ["a"] }],
    ["an example that is null", { example: null }, { examples: [null] }],
    ["byte", { type: "string", format: "byte" }, { type: "string", contentEncoding: "base64" }],
    ["binary", { type: "string", format: "binary" }, { type: "string", format: "binary" }],
    ["another format", { type: "string", format: "date" }, { type: "string", format: "date" }],
    ["a reference", ref, ref],
    ["words beside a reference", { ...ref, description: "D", "x-own": 1 }, { ...ref, description: "D", "x-own": 1 }],
    ["rules beside a reference have no effect", { ...ref, minLength: 3, properties: {} }, ref],
    [
      "a nullable reference",
      { ...ref, nullable: true, description: "D" },
      { description: "D", anyOf: [ref, { type: "null" }] },
    ],
    ["an example beside a reference", { ...ref, example: 1 }, { ...ref, examples: [1] }],
    [
      "inner schemas",
      {
        type: "array",
        items: { properties: { a: { nullable: true, type: "integer" } }, additionalProperties: { example: 1 } },
      },
      {
        type: "array",
        items: { properties: { a: { type: ["integer", "null"] } }, additionalProperties: { examples: [1] } },
      },
    ],
    [
      "properties that are called like keywords",
      {
        properties: {
          nullable: { type: "boolean" },
          example: { type: "string" },
          type: { type: "string", nullable: true },
        },
      },
      {
        properties: { nullable: { type: "boolean" }, example: { type: "string" }, type: { type: ["string", "null"] } },
      },
    ],
  ])("%s", ([, given, want]) => {
    expect(schemaOf(given, { Other: {} })).toEqual(want);
    expect(createAjv().validateSchema({ ...want, components: { schemas: { Other: {} } } })).toBe(true);
  });
});

describe("OpenAPI 3.0 as 3.1: data that looks like schemas stays", () => {
  const data = { type: "string", nullable: true, example: { minimum: 1, exclusiveMinimum: true }, format: "byte" };

  test.for([
    ["an example", { example: data }, { examples: [data] }],
    ["a default", { default: data }, { default: data }],
    ["an enumeration", { enum: [data] }, { enum: [data] }],
    ["an extension", { "x-schema": data }, { "x-schema": data }],
  ] as const)("%s of a schema", ([, given, want]) => {
    expect(schemaOf(given)).toEqual(want);
  });

  test("examples of media types and parameters, links and extensions", () => {
    const document = {
      openapi: "3.0.3",
      info: { title: "", version: "" },
      "x-schemas": { schema: data },
      paths: {
        "/a": {
          get: {
            parameters: [{ name: "a", in: "query", example: data }],
            requestBody: { content: { "application/json": { example: data, examples: { a: { value: data } } } } },
            responses: { 200: { description: "", links: { l: { parameters: { schema: data } } } } },
          },
        },
      },
    };
    expect(upgrade(document)).toEqual({ ...document, openapi: "3.1.0" });
  });

  test("the given document is not changed, and what nothing changes is not copied", () => {
    const paths = { "/a": { get: { responses: { 200: { description: "" } } } } };
    const document = { openapi: "3.0.0", paths, components: { schemas: { A: { nullable: true, type: "string" } } } };
    const before = structuredClone(document);
    expect(upgrade(document)["paths"]).toBe(paths);
    expect(document).toEqual(before);
  });

  test.for(["3.1.0", "3.2.0"])("%s stays as it is", (openapi) => {
    const document = { openapi, components: { schemas: { A: { nullable: true, example: 1 } } } };
    expect(upgrade(document)).toBe(document);
  });
});

test("where schemas stand: in every object of the specification", () => {
  const schema = { type: "string", nullable: true };
  const content = { "application/json": { schema, encoding: { a: { headers: { "X-A": { schema } } } } } };
  const operation = {
    parameters: [
      { name: "s", in: "query", schema },
      { name: "c", in: "query", content },
    ],
    requestBody: { content },
    responses: { 200: { description: "", headers: { "X-A": { schema } }, content } },
    callbacks: { done: { "{$url}": { post: { requestBody: { content } } } } },
  };
  const document = {
    openapi: "3.0.3",
    info: { title: "", version: "" },
    paths: { "/a": { parameters: [{ name: "p", in: "query", schema }], post: operation } },
  };
  expect(JSON.stringify(upgrade(document))).not.toContain("nullable");
  const [read] = readDescription(document).operations;
  const found: Schema[] = [
    ...(read?.parameters ?? []).map((parameter) => parameter.schema),
    ...[
      ...(read?.requestBody?.content ?? []),
      ...(read?.responses ?? []).flatMap((response) => response.content),
    ].flatMap((media) => media.schema ?? []),
    ...(read?.responses ?? []).flatMap((response) => response.headers).map((header) => header.schema),
    ...(read?.callbacks[0]?.operations[0]?.requestBody?.content ?? []).flatMap((media) => media.schema ?? []),
  ];
  expect(found.map(({ kind }) => kind)).toEqual(Array.from({ length: 7 }, () => "union"));
});

test("a nullable reference is a union of the reference and null", () => {
  const document = {
    ...documentWith({ components: { schemas: { Subject: { ...ref, nullable: true }, Other: {} } } }),
    openapi: "3.0.3",
  };
  expect(subjectOf(readDescription(document))).toMatchObject({
    kind: "union",
    members: [{ kind: "reference", name: "Other" }, { kind: "null" }],
  });
});
