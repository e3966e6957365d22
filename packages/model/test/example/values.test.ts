import { describe, expect, test } from "vitest";
import { exampleRequest, examplesOf } from "../../src/index.ts";
import { createAjv, read, readOperation, subjectOf } from "../describe.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const others = {
  Node: { type: "object", properties: { name: { type: "string" }, next: ref("Node") } },
  Endless: { type: "object", required: ["next"], properties: { next: ref("Endless") } },
  Id: { type: "string", examples: ["id-1"] },
  Cat: { type: "object", required: ["kind"], properties: { kind: { const: "cat" } } },
  Dog: { type: "object", required: ["kind"], properties: { kind: { const: "dog" } } },
};

const make = (schema: unknown, direction: "request" | "response" = "request") => {
  const description = read({ components: { schemas: { Subject: schema, ...others } } });
  return description.example(subjectOf(description), direction);
};

describe("an example of a schema that has none", () => {
  test.for([
    ["a constant before an example that breaks it", { const: 7, examples: [8] }, 7],
    ["an example", { type: "string", examples: ["a", "b"], default: "c" }, "a"],
    ["the first example that fits", { type: "string", examples: [1, "b"] }, "b"],
    ["a default", { type: "integer", default: 0 }, 0],
    ["a value", { enum: ["red", "green"] }, "red"],
    ["an example that is null", { type: ["object", "null"], examples: [null] }, null],
    ["a number at its bound", { type: "integer", minimum: 18 }, 18],
    ["a number above a bound that is exclusive", { type: "integer", exclusiveMinimum: 18 }, 19],
    ["a number between bounds", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
    ["a multiple", { type: "number", multipleOf: 0.1, minimum: 0.25 }, 0.4],
    ["a multiple of two factors", { type: "integer", allOf: [{ multipleOf: 4 }, { multipleOf: 6 }] }, 12],
    ["a negative number", { type: "integer", maximum: -5 }, -5],
    ["a boolean", { type: "boolean" }, true],
    ["a format", { type: "string", format: "uuid" }, "123e4567-e89b-12d3-a456-426614174000"],
    ["another text than null", { type: ["null", "string"] }, "example"],
    ["a short text", { type: "string", maxLength: 3 }, "exa"],
    ["a long text", { type: "string", minLength: 9 }, "exampleex"],
    ["no text at all", { type: "string", maxLength: 0 }, ""],
    [
      "an object, without what is only answered",
      { type: "object", properties: { id: { type: "string", readOnly: true }, ref: ref("Id") } },
      { ref: "id-1" },
    ],
    [
      "an object, without what is only answered in its example",
      { type: "object", properties: { id: { type: "string", readOnly: true } }, example: { id: "7", name: "a" } },
      { name: "a" },
    ],
    ["an array", { type: "array", items: { type: "integer" } }, [1]],
    ["as many items as must be", { type: "array", items: ref("Id"), minItems: 2 }, ["id-1", "id-1"]],
    ["items that differ", { type: "array", items: { type: "integer" }, minItems: 3, uniqueItems: true }, [1, 2, 3]],
    ["values that differ", { type: "array", items: { enum: ["a", "b"] }, minItems: 2, uniqueItems: true }, ["a", "b"]],
    ["a tuple", { type: "array", prefixItems: [{ type: "boolean" }, { type: "integer" }], items: false }, [true, 1]],
    [
      "all of several",
      { allOf: [{ properties: { a: { const: 1 } } }], properties: { b: { const: 2 } } },
      { b: 2, a: 1 },
    ],
    ["the first of several", { oneOf: [{ type: "boolean" }, { type: "string" }] }, true],
    ["a variant that only one schema takes", { oneOf: [{ type: "integer" }, { type: "number" }] }, 0.5],
    ["what comes back to itself", ref("Node"), { name: "example" }],
    ["a discriminator", { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } }, { kind: "cat" }],
    ["names that are free", { type: "object", additionalProperties: { type: "integer" } }, { name: 1 }],
    [
      "as many names as must be",
      { type: "object", minProperties: 2, additionalProperties: { type: "integer" } },
      { name: 1, name2: 1 },
    ],
    [
      "JSON in a text",
      { type: "string", contentMediaType: "application/json", contentSchema: { type: "integer" } },
      "1",
    ],
    ["base64", { type: "string", contentEncoding: "base64" }, "ZXhhbXBsZQ=="],
    [
      "a name like a prototype's",
      { type: "object", required: ["__proto__"], properties: JSON.parse('{"__proto__":{"const":1}}') },
      JSON.parse('{"__proto__":1}'),
    ],
  ] as const)("%s", ([name, schema, want]) => {
    if (name === "a variant that only one schema takes") {
      const made = make(schema);
      expect("value" in made && typeof made.value === "number" && !Number.isInteger(made.value)).toBe(true);
    } else expect(make(schema)).toEqual({ value: want });
  });

  test.for([
    { type: "string", pattern: "^[A-Z]{3}-\\d{2,4}$" },
    { type: "string", pattern: "^(red|blue)$", minLength: 4 },
    {
      type: "object",
      required: ["a"],
      properties: { a: { type: "string" }, b: { type: "string" } },
      not: { required: ["b"] },
    },
    {
      type: "object",
      properties: { kind: { enum: ["x", "y"] } },
      if: { properties: { kind: { const: "x" } } },
      then: { required: ["z"] },
    },
    { type: "array", items: { type: "integer" }, contains: { const: 5 }, minItems: 2 },
    { type: "object", propertyNames: { pattern: "^[a-z]{2}$" }, minProperties: 1 },
    { type: "object", maxProperties: 1, properties: { a: { type: "string" }, b: { type: "string" } } },
  ])("satisfies %j, says another validator", (schema) => {
    const made = make(schema);
    if (!("value" in made)) throw new Error(made.impossible);
    const validate = createAjv().compile(schema);
    expect(validate(made.value), JSON.stringify([made.value, validate.errors])).toBe(true);
    expect(make(schema), "the same each time").toEqual(made);
  });

  test.for([
    ["what contains itself without end", ref("Endless")],
    ["bounds that leave nothing", { type: "integer", minimum: 5, maximum: 4 }],
    ["no value", false],
    ["a pattern and a length that exclude each other", { type: "string", pattern: "^.{9}$", maxLength: 3 }],
    ["variants that are the same", { oneOf: [{ type: "string" }, { type: "string" }] }],
  ] as const)("says where none can be made: %s", ([, schema]) => {
    expect(make(schema)).toEqual({
      impossible: expect.stringMatching(/./),
      pointer: expect.stringMatching(/^#\/components\/schemas\//),
    });
  });
});

describe("examples of a body", () => {
  const { description, operation } = readOperation({
    parameters: [{ name: "q", in: "query", required: true, schema: false }],
    requestBody: { content: { "application/json": { schema: { type: "string", minLength: 5 }, example: "bad" } } },
    responses: { 200: { description: "d", content: { "application/octet-stream": {} } } },
  });

  test("those that are written win, whatever they are; bytes are a file", () => {
    const [media] = operation.requestBody?.content ?? [];
    expect(media && examplesOf(description, media, "request").map(({ value }) => value)).toEqual(["bad"]);
    const [bytes] = operation.responses[0]?.content ?? [];
    expect(bytes && examplesOf(description, bytes, "response").map(({ value }) => value)).toEqual(["file.bin"]);
  });

  test("a request says what it has no value of", () => {
    expect(exampleRequest(description, operation).missing).toMatchObject([{ message: expect.stringContaining("`q`") }]);
  });
});
