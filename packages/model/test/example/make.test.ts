import { describe, expect, test } from "vitest";
import type { Made } from "../../src/index.ts";
import { createAjv, read, subjectOf } from "../describe.ts";

const at = "#/components/schemas/Subject";
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const ofKind = (...kinds: string[]) => ({
  type: "object",
  required: ["kind", "name"],
  properties: { kind: { enum: kinds }, name: { type: "string" } },
});

const others = {
  Cow: ofKind("cow", "hen"),
  Hen: ofKind("cow", "hen"),
  Id: { type: "string", examples: ["id-1"] },
  Node: { type: "object", properties: { name: { type: "string" }, next: to("Node") } },
  Cat: {
    type: "object",
    properties: { kind: { type: "string" }, purrs: { type: "boolean" } },
    required: ["kind"],
    additionalProperties: false,
  },
  Dog: {
    type: "object",
    properties: { kind: { type: "string" }, barks: { type: "boolean" } },
    required: ["kind"],
    additionalProperties: false,
  },
};

function make(schema: unknown, direction: "request" | "response" = "request"): Made {
  const description = read({ components: { schemas: { ...others, Subject: schema } } });
  return description.example(subjectOf(description), direction);
}

describe("an example says what the schema says", () => {
  test.for<[name: string, given: object, want: unknown]>([
    ["a constant before an example that breaks it", { const: 7, examples: [8] }, 7],
    ["an example", { type: "string", examples: ["a", "b"], default: "c" }, "a"],
    ["OpenAPI 3.0's example", { type: "string", example: "a" }, "a"],
    ["a default", { type: "integer", default: 0 }, 0],
    ["an example that breaks the schema is passed over", { type: "integer", examples: ["a", 3] }, 3],
    ["an enumeration", { enum: ["red", "green"] }, "red"],
    ["an example that is null", { type: ["object", "null"], examples: [null] }, null],
    ["a number above its minimum", { type: "integer", minimum: 18 }, 18],
    ["a number", { type: "number" }, 1],
    ["a boolean", { type: "boolean" }, true],
    ["null", { type: "null" }, null],
    ["a format", { type: "string", format: "uuid" }, "123e4567-e89b-12d3-a456-426614174000"],
    ["a format that no one knows", { type: "string", format: "constructor" }, "example"],
    ["any other string", { type: ["null", "string"] }, "example"],
    ["bytes", { type: "string", format: "binary" }, "file.bin"],
    ["bytes as text", { type: "string", contentEncoding: "base64" }, "ZXhhbXBsZQ=="],
    [
      "JSON in a text",
      {
        type: "string",
        contentMediaType: "application/json",
        contentSchema: { type: "object", properties: { a: { type: "integer" } } },
      },
      '{"a":1}',
    ],
    [
      "an object, without what is only answered",
      { type: "object", properties: { id: { type: "string", readOnly: true }, ref: to("Id") } },
      { ref: "id-1" },
    ],
    ["an array", { type: "array", items: { type: "integer" } }, [1]],
    ["an array of anything", { type: "array" }, ["example"]],
    ["a tuple", { type: "array", prefixItems: [{ type: "integer" }, { type: "boolean" }], items: false }, [1, true]],
    [
      "all of several",
      { allOf: [{ properties: { a: { const: 1 } } }], properties: { b: { const: 2 } } },
      { b: 2, a: 1 },
    ],
    ["the first of several", { oneOf: [{ type: "boolean" }, { type: "string" }] }, true],
    [
      "the first that no other allows",
      { oneOf: [{ type: "integer" }, { type: "number" }, { type: "string" }] },
      "example",
    ],
    ["something rather than null", { anyOf: [{ type: "null" }, { type: "integer" }] }, 1],
    ["a schema that comes back to itself", to("Node"), { name: "example" }],
    ["a map", { type: "object", additionalProperties: { type: "integer" } }, { name: 1 }],
    ["an open object", { type: "object" }, {}],
    [
      "a discriminator",
      { oneOf: [to("Cat"), to("Dog")], discriminator: { propertyName: "kind", mapping: { feline: "Cat" } } },
      { kind: "feline", purrs: true },
    ],
    [
      "what the members say of their discriminating property, where they do not say their names",
      { anyOf: [to("Cow"), to("Hen")], discriminator: { propertyName: "kind" } },
      { kind: "cow", name: "example" },
    ],
    [
      "an array whose items have several types stays one",
      { type: "array", items: { allOf: [{ type: "object", properties: { a: { const: 1 } } }] } },
      [{ a: 1 }],
    ],
    [
      "a name that is taken",
      { properties: { name: { type: "integer" } }, minProperties: 2 },
      { name: 1, name2: "example" },
    ],
    [
      "a name that every object has",
      { type: "object", properties: { constructor: { type: "integer" } } },
      { constructor: 1 },
    ],
  ])("%s", ([, given, want]) => {
    expect(make(given)).toEqual({ value: want });
  });

  test("by its direction", () => {
    const schema = {
      type: "object",
      properties: { id: { const: 1, readOnly: true }, secret: { const: 2, writeOnly: true } },
    };
    expect([make(schema, "request"), make(schema, "response")]).toEqual([
      { value: { secret: 2 } },
      { value: { id: 1 } },
    ]);
  });
});

/** Rules that no field of a schema alone tells how to keep. */
const rules: readonly (readonly [name: string, schema: object])[] = [
  ["a pattern", { type: "string", pattern: "^[A-Z]{3}-\\d{4}$" }],
  ["a pattern with a length", { type: "string", pattern: "^[a-z]+$", minLength: 5, maxLength: 6 }],
  ["a length", { type: "string", minLength: 20, maxLength: 22 }],
  ["a short text", { type: "string", maxLength: 2 }],
  ["a text of no length", { type: "string", maxLength: 0 }],
  ["bounds that are exclusive", { type: "number", exclusiveMinimum: 1, exclusiveMaximum: 2 }],
  ["an integer between", { type: "integer", exclusiveMinimum: -3, exclusiveMaximum: -1 }],
  ["a negative number", { type: "number", maximum: -1.5 }],
  ["a multiple", { type: "integer", multipleOf: 7, minimum: 20 }],
  ["a multiple of several", { allOf: [{ type: "number", multipleOf: 0.4 }, { multipleOf: 0.6 }], minimum: 1 }],
  ["a decimal multiple", { type: "number", multipleOf: 0.01, minimum: 0.29, maximum: 0.29 }],
  ["items that differ", { type: "array", items: { type: "string" }, minItems: 3, uniqueItems: true }],
  ["numbers that differ", { type: "array", items: { type: "integer" }, minItems: 3, uniqueItems: true }],
  ["values that differ", { type: "array", items: { enum: ["a", "b", "c"] }, minItems: 3, uniqueItems: true }],
  ["booleans that differ", { type: "array", items: { type: "boolean" }, minItems: 2, uniqueItems: true }],
  [
    "objects that differ",
    {
      type: "array",
      items: { type: "object", properties: { a: { type: "integer" } }, required: ["a"] },
      minItems: 2,
      uniqueItems: true,
    },
  ],
  ["what it contains", { type: "array", contains: { const: 3 }, items: { type: "integer" }, minItems: 2 }],
  ["at least so many properties", { type: "object", minProperties: 2, additionalProperties: { type: "integer" } }],
  [
    "names by a pattern",
    {
      type: "object",
      patternProperties: { "^x-": { type: "integer" } },
      additionalProperties: false,
      minProperties: 1,
    },
  ],
  ["at most so many properties", { type: "object", properties: { a: {}, b: {}, c: {} }, maxProperties: 1 }],
  [
    "dependent properties",
    { type: "object", properties: { a: { type: "integer" }, b: { type: "integer" } }, dependentRequired: { a: ["b"] } },
  ],
  ["not", { type: "integer", minimum: 0, not: { multipleOf: 2 } }],
  [
    "a condition",
    {
      type: "object",
      properties: { a: { const: 1 } },
      required: ["a"],
      if: { properties: { a: { const: 1 } } },
      then: { required: ["b"] },
    },
  ],
  ["a closed object", { allOf: [to("Cat"), { required: ["purrs"] }] }],
  ["a pattern that people write", { type: "string", pattern: "^[\\w-.]+@x$" }],
];

describe("an example satisfies what the schema asks for, by another validator", () => {
  test.for(rules)("%s", ([, given]) => {
    const made = make(given);
    if (!("value" in made)) throw new Error(made.impossible);
    const schemas = read({ components: { schemas: { ...others, Subject: given } } }).jsonSchemas("request");
    const validate = createAjv().compile({ ...schemas, $ref: at });
    expect(validate(made.value), JSON.stringify(made.value)).toBe(true);
  });

  test.for(rules)("the same one each time: %s", ([, given]) => {
    expect(make(given)).toEqual(make(given));
  });
});

describe("where no example can be made, it says so", () => {
  test.for<[name: string, given: unknown]>([
    ["no value", false],
    ["bounds that cross", { type: "integer", minimum: 2, maximum: 1 }],
    ["itself without end", { type: "object", properties: { self: to("Subject") }, required: ["self"] }],
    ["an impossible property", { type: "object", properties: { a: false }, required: ["a"] }],
    ["two of what there is one of", { type: "array", items: { const: 1 }, minItems: 2, uniqueItems: true }],
    ["variants that allow the same", { oneOf: [{ type: "string" }, { type: "string" }] }],
  ])("%s", ([, given]) => {
    expect(make(given)).toEqual({ impossible: expect.stringMatching(/\w{3}/), pointer: at });
  });
});

test("schemas that refer to each other have examples of a bounded size", () => {
  const names = Array.from({ length: 15 }, (_, index) => `S${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, to(name)]));
  const schemas = Object.fromEntries(names.map((name) => [name, { type: "object", properties }]));
  const description = read({ components: { schemas } });
  const made = description.example(subjectOf(description, "S0"), "response");
  const text = JSON.stringify(made);
  expect(made).toHaveProperty("value.S1.S2");
  expect(text.length).toBeLessThan(50_000);
});
