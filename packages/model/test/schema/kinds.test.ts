import { describe, expect, test } from "vitest";
import { read, readSchema, subjectOf } from "../describe.ts";

const Other = { type: "string", title: "Of the target" };
const ref = { $ref: "#/components/schemas/Other" };
const text = { kind: "string" };
const property = (name: string, schema: object, required = false) => ({ name, required, schema });

describe("every keyword of JSON Schema 2020-12 has its place", () => {
  test.for<[keyword: string, given: unknown, want: object]>([
    // Core, section 4.3.2
    ["true", true, { kind: "any" }],
    ["false", false, { kind: "never" }],
    ["nothing", {}, { kind: "any", conditions: [] }],
    // Core, section 8
    ["$ref", ref, { kind: "reference", name: "Other", target: "#/components/schemas/Other" }],
    [
      "$dynamicRef",
      { $dynamicRef: "#node", $defs: { a: { $dynamicAnchor: "node", type: "null" } } },
      { kind: "reference", name: "a" },
    ],
    [
      "$anchor",
      { properties: { a: { $ref: "#here" } }, $defs: { a: { $anchor: "here" } } },
      { properties: [{ schema: { name: "a" } }] },
    ],
    [
      "$defs",
      { $ref: "#/components/schemas/Subject/$defs/a", $defs: { a: { type: "null" } } },
      { kind: "reference", name: "a" },
    ],
    ["$comment", { $comment: "Why" }, { comment: "Why" }],
    // Core, section 10.2
    ["allOf", { allOf: [{ type: "string" }, { minLength: 1 }] }, { kind: "string", minLength: 1 }],
    [
      "anyOf",
      { anyOf: [ref, { type: "integer" }] },
      { kind: "union", of: "anyOf", members: [{ kind: "reference" }, { kind: "integer" }] },
    ],
    ["oneOf", { oneOf: [ref, { type: "integer" }] }, { kind: "union", of: "oneOf" }],
    ["not", { not: { type: "string" } }, { kind: "any", conditions: [{ keyword: "not", schema: text }] }],
    [
      "if, then, else",
      { if: { type: "string" }, then: { minLength: 1 }, else: { minimum: 1 } },
      { conditions: [{ keyword: "if", schema: text, whenTrue: { minLength: 1 }, whenFalse: { minimum: 1 } }] },
    ],
    ["if alone", { if: { type: "string" } }, { conditions: [] }],
    [
      "dependentSchemas",
      { dependentSchemas: { a: ref } },
      { kind: "object", conditions: [{ keyword: "dependentSchemas", property: "a", schema: { name: "Other" } }] },
    ],
    // Core, section 10.3
    ["items", { type: "array", items: { type: "string" } }, { kind: "array", items: text, prefixItems: [] }],
    [
      "prefixItems",
      { type: "array", prefixItems: [{ type: "string" }], items: false },
      { prefixItems: [text], items: { kind: "never" } },
    ],
    ["contains", { type: "array", contains: { type: "string" } }, { contains: { schema: text, min: 1 } }],
    [
      "properties",
      { type: "object", properties: { a: { type: "string" } } },
      { kind: "object", properties: [property("a", text)] },
    ],
    [
      "patternProperties",
      { type: "object", patternProperties: { "^x": { type: "string" } } },
      { patternProperties: [{ pattern: "^x", schema: text }] },
    ],
    [
      "additionalProperties",
      { type: "object", additionalProperties: { type: "string" } },
      { additionalProperties: text },
    ],
    [
      "propertyNames",
      { type: "object", propertyNames: { maxLength: 3 } },
      { propertyNames: { kind: "string", maxLength: 3 } },
    ],
    // Core, section 11
    [
      "unevaluatedItems",
      { type: "array", unevaluatedItems: false },
      { conditions: [{ keyword: "unevaluatedItems", schema: { kind: "never" } }] },
    ],
    [
      "unevaluatedProperties",
      { type: "object", unevaluatedProperties: false },
      { conditions: [{ keyword: "unevaluatedProperties", schema: { kind: "never" } }] },
    ],
    // Validation, section 6.1
    ["type", { type: "boolean" }, { kind: "boolean" }],
    ["type: null", { type: "null" }, { kind: "null" }],
    ["type: number", { type: "number" }, { kind: "number", implied: false }],
    [
      "several types",
      { type: ["string", "null", "integer"] },
      { kind: "union", of: "type", members: [text, { kind: "null" }, { kind: "integer" }] },
    ],
    ["number and integer", { type: ["number", "integer"] }, { kind: "number" }],
    [
      "enum",
      { type: "string", enum: ["a", "b", "a"] },
      { kind: "enum", values: ["a", "b"], constant: false, of: text },
    ],
    ["enum of several types", { enum: [1, "a", { a: 1 }, { a: 1 }] }, { kind: "enum", values: [1, "a", { a: 1 }] }],
    [
      "enum with null",
      { enum: ["a", null] },
      { kind: "union", members: [{ kind: "enum", values: ["a"] }, { kind: "null" }] },
    ],
    ["enum of what the type refuses", { type: "string", enum: ["a", 1] }, { kind: "enum", values: ["a"] }],
    ["const", { const: 1 }, { kind: "enum", values: [1], constant: true }],
    ["const: null", { const: null }, { kind: "null" }],
    ["const that enum refuses", { const: 1, enum: [2] }, { kind: "never" }],
    // Validation, sections 6.2 to 6.5
    [
      "numbers",
      { type: "number", minimum: 1, maximum: 9, exclusiveMinimum: 0, exclusiveMaximum: 10, multipleOf: 2 },
      { kind: "number", minimum: 1, maximum: 9, exclusiveMinimum: 0, exclusiveMaximum: 10, multipleOf: [2] },
    ],
    [
      "strings",
      { type: "string", minLength: 1, maxLength: 9, pattern: "^a" },
      { minLength: 1, maxLength: 9, patterns: ["^a"] },
    ],
    [
      "arrays",
      { type: "array", minItems: 1, maxItems: 9, uniqueItems: true, contains: true, minContains: 0, maxContains: 2 },
      { minItems: 1, maxItems: 9, uniqueItems: true, contains: { schema: { kind: "any" }, min: 0, max: 2 } },
    ],
    [
      "objects",
      { type: "object", minProperties: 1, maxProperties: 9, required: ["a"], dependentRequired: { a: ["b"] } },
      {
        minProperties: 1,
        maxProperties: 9,
        properties: [property("a", { kind: "any" }, true)],
        dependentRequired: { a: ["b"] },
      },
    ],
    [
      "required, of a closed object",
      { required: ["a"], additionalProperties: false },
      { properties: [property("a", { kind: "never" }, true)] },
    ],
    [
      "required, by a pattern",
      { required: ["a"], additionalProperties: false, patternProperties: { a: {} } },
      { properties: [property("a", { kind: "any" }, true)] },
    ],
    // Validation, sections 7 and 8
    ["format of a string", { type: "string", format: "date" }, { kind: "string", format: "date" }],
    ["format of a number", { type: "integer", format: "int64" }, { kind: "integer", format: "int64" }],
    [
      "format of a number, alone",
      { format: "int32", minimum: 1 },
      { kind: "number", implied: true, format: "int32", minimum: 1 },
    ],
    [
      "contents",
      { type: "string", contentEncoding: "base64", contentMediaType: "application/json", contentSchema: ref },
      {
        kind: "string",
        contentEncoding: "base64",
        contentMediaType: "application/json",
        contentSchema: { name: "Other" },
      },
    ],
    [
      "bytes",
      { type: "string", contentMediaType: "image/png", maxLength: 9 },
      { kind: "bytes", contentMediaType: "image/png", maxLength: 9 },
    ],
    ["bytes, as many write them", { type: "string", format: "binary" }, { kind: "bytes" }],
    [
      "characters of a media type",
      { type: "string", contentMediaType: "text/html" },
      { kind: "string", contentMediaType: "text/html" },
    ],
    // Validation, section 9, and OpenAPI 3.1, section 4.8.24
    ["title, description", { title: "T", description: "D" }, { title: "T", description: "D" }],
    ["default", { default: null }, { default: null }],
    ["examples", { examples: [1, 2] }, { examples: [1, 2] }],
    ["example", { example: 1 }, { examples: [1] }],
    ["deprecated", { deprecated: true }, { deprecated: true }],
    ["readOnly", { readOnly: true }, { readOnly: true, writeOnly: false }],
    ["writeOnly", { writeOnly: true }, { readOnly: false, writeOnly: true }],
    [
      "externalDocs",
      { externalDocs: { url: "https://a.test", description: "D" } },
      { externalDocs: { url: "https://a.test", description: "D" } },
    ],
    ["xml", { xml: { name: "a" } }, { xml: { name: "a" } }],
    ["extensions", { "x-own": [1] }, { extensions: { "x-own": [1] } }],
    ["discriminator", { oneOf: [ref], discriminator: { propertyName: "kind" } }, { kind: "reference" }],
    [
      "discriminator of several",
      { oneOf: [ref, { type: "null" }], discriminator: { propertyName: "kind" } },
      { discriminator: { propertyName: "kind", mapping: [{ value: "Other", schema: { name: "Other" } }] } },
    ],
  ])("%s", ([, given, want]) => {
    expect(readSchema(given, { Other })).toMatchObject(want);
  });

  test("nothing is said where the description says nothing", () => {
    expect(readSchema({ type: "object" })).toEqual({
      kind: "object",
      name: "Subject",
      pointer: "#/components/schemas/Subject",
      implied: false,
      properties: [],
      patternProperties: [],
      dependentRequired: {},
      conditions: [],
      examples: [],
      deprecated: false,
      readOnly: false,
      writeOnly: false,
      extensions: {},
    });
  });

  test.for([
    ["minLength", "string"],
    ["properties", "object"],
    ["uniqueItems", "array"],
    ["multipleOf", "number"],
  ] as const)("without a type, %s is about a value of the type %s, if it is one", ([keyword, kind]) => {
    expect(readSchema({ [keyword]: keyword === "properties" ? {} : 1 })).toMatchObject({ kind, implied: true });
  });
});

describe("references", () => {
  test("have the name of their target, and what is said beside them before what it says", () => {
    expect(readSchema({ properties: { a: { ...ref, description: "Beside" } } }, { Other })).toMatchObject({
      properties: [{ schema: { kind: "reference", name: "Other", title: "Of the target", description: "Beside" } }],
    });
  });

  test("through references to the end", () => {
    const schema = readSchema({ properties: { a: { $ref: "#/components/schemas/Again" } } }, { Other, Again: ref });
    const [inner] = schema.kind === "object" ? schema.properties : [];
    expect(inner?.schema.kind === "reference" && inner.schema.resolve()).toMatchObject({
      kind: "string",
      name: "Other",
    });
  });

  test("the same target is the same schema", () => {
    const schema = readSchema({ prefixItems: [ref, ref] }, { Other });
    const [first, second] = schema.kind === "array" ? schema.prefixItems : [];
    if (first?.kind !== "reference" || second?.kind !== "reference") throw new Error("These are no references.");
    expect(first.resolve()).toBe(second.resolve());
  });

  test("into a schema: named by the last word of the pointer", () => {
    const schema = { $ref: "#/components/schemas/Other/properties/first%20name" };
    const other = { properties: { "first name": { type: "string" } } };
    expect(readSchema({ items: schema }, { Other: other })).toMatchObject({ items: { name: "first name" } });
  });
});

describe("what can't be said is reported with its place", () => {
  const at = "#/components/schemas/Subject";

  test.for<[name: string, given: object, pointers: string[]]>([
    ["a pattern of another dialect", { type: "string", pattern: "(?>a)b" }, [`${at}/pattern`]],
    ["a pattern of names", { patternProperties: { "(": {} } }, [`${at}/patternProperties/(`]],
    ["a type that nobody knows", { type: "file" }, [`${at}/type`]],
    ["a type that nobody knows among others", { type: ["string", "file"] }, [`${at}/type`]],
    ["a mark that is no list of names", { required: true }, [`${at}/required`]],
    ["a number as text", { type: "string", minLength: "3" }, [`${at}/minLength`]],
    ["an enumeration of nothing", { enum: [] }, [`${at}/enum`]],
    ["a property that is no schema", { properties: { a: "string", b: {} } }, [`${at}/properties/a`]],
    ["alternatives that are none", { anyOf: [] }, [`${at}/anyOf`]],
    ["items of draft 7", { items: [{ type: "string" }] }, [`${at}/items`]],
    [
      "keywords of draft 7",
      { additionalItems: false, dependencies: { a: ["b"] } },
      [`${at}/additionalItems`, `${at}/dependencies`],
    ],
    ["another dialect", { $schema: "http://json-schema.org/draft-04/schema#", type: "string" }, [`${at}/$schema`]],
    ["2020-12", { $schema: "https://json-schema.org/draft/2020-12/schema", type: "string" }, []],
    [
      "a mapping that leads nowhere",
      { oneOf: [{ $ref: at }, {}], discriminator: { propertyName: "a", mapping: { b: "None" } } },
      [`${at}/discriminator/mapping/b`],
    ],
    ["a schema that is made of itself", { allOf: [{ $ref: at }, { type: "object" }] }, [`${at}/allOf/0`]],
    ["a reference to itself", { $ref: at }, [at]],
  ])("%s", ([, given, pointers]) => {
    const { unsupported } = read({ components: { schemas: { Subject: given } } });
    expect(unsupported.map(({ pointer }) => decodeURIComponent(pointer))).toEqual(pointers);
    expect(unsupported.every(({ message }) => message.length > 20)).toBe(true);
  });

  test("a type that nobody knows rules nothing, also for validators", () => {
    const description = read({ components: { schemas: { Subject: { type: "file", minLength: 2 } } } });
    expect(subjectOf(description)).toMatchObject({ kind: "string", implied: true });
    expect(description.validate(at, "a", "request")).toMatchObject([{ keyword: "minLength" }]);
    expect(description.validate(at, "ab", "request")).toEqual([]);
  });
});

test.for([
  ["^[\\w-.]+$", "^[\\w\\-.]+$", "a-b.c", "a b"],
  ["^\\/a\\-b$", "^\\/a-b$", "/a-b", "ab"],
  ["^{a}$", "^\\{a\\}$", "{a}", "a"],
  ["^a{2}$", "^a{2}$", "aa", "a"],
  ["^\\p{L}+$", "^\\p{L}+$", "é", "1"],
  ["^[a-z\\_]$", "^[a-z_]$", "_", "-"],
  ["(?i)^ab$", "(?i:^ab$)", "AB", "AC"],
  ["^(?i)ab$", "(?i:^ab$)", "aB", "xaB"],
  ["(?is)^a.b$", "(?is:^a.b$)", "A\nb", "ab"],
  ["(?P<year>\\d{2})-(?P=year)", "(?<year>\\d{2})-\\k<year>", "12-12", "12-13"],
  ["\\A[[:alpha:]]+\\z", "^[A-Za-z]+$", "ab", "a1"],
] as const)("the pattern %s is put right as %s", ([given, want, fits, fails]) => {
  const schema = readSchema({ type: "string", pattern: given });
  expect(schema).toMatchObject({ patterns: [want] });
  const { validate } = read({ components: { schemas: { Subject: { type: "string", pattern: given } } } });
  const violations = [fits, fails].map((value) => validate("#/components/schemas/Subject", value, "request").length);
  expect(violations).toEqual([0, 1]);
});
