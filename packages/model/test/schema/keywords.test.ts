import { describe, expect, test } from "vitest";
import { read, readSchema } from "../describe.ts";

/** Every keyword of JSON Schema 2020-12, and of OpenAPI 3.1, that says something of a value: where it is in the union. */
const rows: readonly (readonly [schema: object, want: object])[] = [
  [
    { title: "T", description: "D", $comment: "C", default: 1, deprecated: true },
    { title: "T", description: "D", comment: "C", default: 1, deprecated: true },
  ],
  [{ examples: [1, 2] }, { examples: [1, 2] }],
  [{ example: 1 }, { examples: [1] }],
  [
    { readOnly: true, writeOnly: true },
    { readOnly: true, writeOnly: true },
  ],
  [
    { externalDocs: { url: "https://d.test", description: "More." } },
    { externalDocs: { url: "https://d.test", description: "More." } },
  ],
  [
    { xml: { name: "n" }, "x-own": 1 },
    { xml: { name: "n" }, extensions: { "x-own": 1 } },
  ],
  [
    { type: "string", minLength: 1, maxLength: 2, pattern: "a", format: "f" },
    { kind: "string", minLength: 1, maxLength: 2, patterns: ["a"], format: "f" },
  ],
  [
    { type: "string", contentEncoding: "base64", contentMediaType: "image/png" },
    { kind: "string", contentEncoding: "base64", contentMediaType: "image/png" },
  ],
  [
    { type: "string", contentMediaType: "application/json", contentSchema: { type: "integer" } },
    { kind: "string", contentSchema: { kind: "integer" } },
  ],
  [
    { type: "string", contentMediaType: "image/png" },
    { kind: "bytes", contentMediaType: "image/png" },
  ],
  [{ contentMediaType: "application/octet-stream" }, { kind: "bytes" }],
  [{ type: "string", format: "binary" }, { kind: "bytes" }],
  [
    { type: "number", minimum: 1, maximum: 2, multipleOf: 3 },
    { kind: "number", minimum: 1, maximum: 2, multipleOf: [3] },
  ],
  [
    { type: "integer", exclusiveMinimum: 1, exclusiveMaximum: 2, format: "int32" },
    { kind: "integer", exclusiveMinimum: 1, exclusiveMaximum: 2, format: "int32" },
  ],
  [
    { type: "array", items: { type: "null" }, minItems: 1, maxItems: 2, uniqueItems: true },
    { kind: "array", items: { kind: "null" }, minItems: 1, maxItems: 2, uniqueItems: true },
  ],
  [
    { type: "array", prefixItems: [{ type: "boolean" }], items: false },
    { kind: "array", prefixItems: [{ kind: "boolean" }], items: { kind: "never" } },
  ],
  [
    { type: "array", contains: { const: 1 }, minContains: 2, maxContains: 3 },
    { contains: { schema: { kind: "enum", values: [1] }, min: 2, max: 3 } },
  ],
  [
    { type: "array", unevaluatedItems: false },
    { conditions: [{ keyword: "unevaluatedItems", schema: { kind: "never" } }] },
  ],
  [
    { type: "object", properties: { a: true }, required: ["b"] },
    {
      properties: [
        { name: "a", required: false },
        { name: "b", required: true },
      ],
    },
  ],
  [{ type: "object", additionalProperties: { type: "string" } }, { additionalProperties: { kind: "string" } }],
  [
    { type: "object", patternProperties: { "^x": { type: "string" } } },
    { patternProperties: [{ pattern: "^x", schema: { kind: "string" } }] },
  ],
  [
    { type: "object", propertyNames: { pattern: "a" }, minProperties: 1, maxProperties: 2 },
    { propertyNames: { kind: "string" }, minProperties: 1, maxProperties: 2 },
  ],
  [
    { type: "object", dependentRequired: { a: ["b"], "x-c": ["d"] } },
    { dependentRequired: { a: ["b"], "x-c": ["d"] } },
  ],
  [
    { type: "object", dependentSchemas: { a: { required: ["b"] } } },
    { conditions: [{ keyword: "dependentSchemas", property: "a" }] },
  ],
  [
    { type: "object", unevaluatedProperties: { type: "string" } },
    { conditions: [{ keyword: "unevaluatedProperties", schema: { kind: "string" } }] },
  ],
  [{ not: { type: "string" } }, { conditions: [{ keyword: "not", schema: { kind: "string" } }] }],
  [
    { if: { type: "string" }, then: { minLength: 1 }, else: false },
    { conditions: [{ keyword: "if", whenTrue: { kind: "string" }, whenFalse: { kind: "never" } }] },
  ],
  [{ const: 7 }, { kind: "enum", values: [7], constant: true }],
  [
    { enum: [1, 1, "a"], type: "integer" },
    { kind: "enum", values: [1], of: { kind: "integer" } },
  ],
  [
    { type: ["string", "integer"], minLength: 1, minimum: 2 },
    {
      kind: "union",
      of: "type",
      members: [
        { kind: "string", minLength: 1 },
        { kind: "integer", minimum: 2 },
      ],
    },
  ],
  [{ oneOf: [{ type: "string" }, { type: "integer" }] }, { kind: "union", of: "oneOf" }],
  [{ anyOf: [{ type: "string" }, { type: "integer" }] }, { kind: "union", of: "anyOf" }],
  [{ properties: { a: {} } }, { kind: "object", implied: true }],
  [{ type: "object", discriminator: { propertyName: "k" } }, { discriminator: { propertyName: "k", mapping: [] } }],
  [{ $anchor: "a", $id: "https://i.test/s", $schema: "https://s.test" }, { kind: "any" }],
];

describe("keywords", () => {
  test.for(rows)("%j", ([schema, want]) => expect(readSchema(schema)).toMatchObject(want));

  test.for([
    { other: "string", reported: [] },
    { other: "null", reported: ["#/components/schemas/Subject/items"] },
  ])("a dynamic reference to the anchor of a string and of a $other", ({ other, reported }) => {
    const { unsupported } = read({
      components: {
        schemas: {
          Subject: { items: { $dynamicRef: "#each" }, $defs: { each: { $dynamicAnchor: "each", type: "string" } } },
          Other: { $ref: "#/components/schemas/Subject", $defs: { each: { $dynamicAnchor: "each", type: other } } },
        },
      },
    });
    expect(unsupported.map(({ pointer }) => pointer)).toEqual(reported);
  });

  test("a schema that is said by its anchor", () => {
    expect(
      readSchema({ properties: { a: { $ref: "#node" } } }, { Node: { $anchor: "node", type: "string" } }),
    ).toMatchObject({
      properties: [{ schema: { kind: "reference", name: "Node" } }],
    });
  });
});

describe("patterns", () => {
  test.for([
    ["^[\\w-.]+$", "a-b.c"],
    ["^{[0-9]{2}}$", "{12}"],
    ["^a\\-b\\_c$", "a-b_c"],
    ["\\p{Lu}", "Ä"],
  ] as const)("%s is read, as people write it", ([pattern, fits]) => {
    const schema = readSchema({ type: "string", pattern });
    if (schema.kind !== "string") throw new Error(schema.kind);
    expect(new RegExp(schema.patterns[0] ?? "(?!)", "u").test(fits)).toBe(true);
  });

  test.for(["(?>a)bc", "(", "[z-a]"])("%s is none, and named with its place", (pattern) => {
    const schema = readSchema({ type: "string", pattern });
    expect(schema).toMatchObject({ kind: "string", patterns: [] });
  });
});
