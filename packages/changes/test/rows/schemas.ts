/**
 * Schemas before and after, and what is wanted of each pair on both ways: `fact request/answer`, where `B` is breaking, `C`
 * compatible and `U` unspecified; nothing where it is no change.
 */
export interface SchemaRow {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly wants: readonly string[];
  /** Components of before and after. */
  readonly components?: readonly [before: object, after: object];
  /** Of what is said before, where that is not 3.1. */
  readonly openapi?: string;
}

const row = (
  name: string,
  before: unknown,
  after: unknown,
  wants: readonly string[],
  components?: readonly [object, object],
): SchemaRow => ({ name, before, after, wants, ...(components && { components }) });

const from30 = (name: string, before: unknown, after: unknown, wants: readonly string[] = []): SchemaRow => ({
  name,
  before,
  after,
  wants,
  openapi: "3.0.3",
});

const text = { type: "string" };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const { Cat, Dog, Fish } = { Cat: ref("Cat"), Dog: ref("Dog"), Fish: ref("Fish") };
const pets = { oneOf: [Cat, Dog] };
const petsBy = (mapping?: object, members: readonly object[] = [Cat, Dog], propertyName = "kind") => ({
  oneOf: members,
  discriminator: { propertyName, ...(mapping && { mapping }) },
});

const colored = (required: readonly string[]) => object({ kind: { const: "cat" }, color: text }, { required });

/** What only documents, or says the same in another way. */
const unchanged: readonly SchemaRow[] = [
  row("title, description and examples", text, { type: "string", title: "T", description: "d", examples: ["a"] }, []),
  row("another example", { type: "string", examples: ["a"] }, { type: "string", examples: ["b"] }, []),
  row("an extension", text, { type: "string", "x-order": 1 }, []),
  row(
    "order of keys and properties",
    object({ a: text, b: text }),
    { properties: { b: text, a: text }, type: "object" },
    [],
  ),
  row(
    "order of required names",
    object({ a: text, b: text }, { required: ["a", "b"] }),
    object({ a: text, b: text }, { required: ["b", "a"] }),
    [],
  ),
  row("inline to $ref", { type: "string", maxLength: 10 }, ref("Name"), []),
  row("$ref to inline", ref("Name"), { maxLength: 10, type: "string" }, []),
  row("a component of another name", ref("Name"), ref("Title"), [], [{}, { Title: { type: "string", maxLength: 10 } }]),
  row("inline to allOf of one $ref", ref("Name"), { allOf: [ref("Name")] }, []),
  row("null by anyOf and by type", { type: ["string", "null"] }, { anyOf: [text, { type: "null" }] }, []),
  row(
    "null by oneOf and by type, of a $ref",
    { oneOf: [Cat, { type: "null" }] },
    { anyOf: [{ type: "null" }, Cat] },
    [],
  ),
  row("order of names under type", { type: ["string", "null"] }, { type: ["null", "string"] }, []),
  row("type in a list of one", text, { type: ["string"] }, []),
  row("const and an enum of one", { const: "a" }, { enum: ["a"] }, []),
  row("order of an enum", { enum: ["a", "b"] }, { enum: ["b", "a"] }, []),
  row("type beside an enum", { enum: ["a", "b"] }, { type: "string", enum: ["a", "b"] }, []),
  row("both booleans listed", { type: "boolean" }, { enum: [true, false] }, []),
  row("oneOf reordered", pets, { oneOf: [Dog, Cat] }, []),
  row(
    "oneOf with its members inline",
    pets,
    {
      oneOf: [
        Dog,
        {
          type: "object",
          required: ["kind", "lives"],
          properties: { kind: { const: "cat" }, lives: { type: "integer" } },
        },
      ],
    },
    [],
  ),
  row(
    "a union in a union",
    { anyOf: [text, { type: "integer" }, { type: "boolean" }] },
    { anyOf: [text, { anyOf: [{ type: "integer" }, { type: "boolean" }] }] },
    [],
  ),
  row("anyOf of one", text, { anyOf: [text] }, []),
  row(
    "anyOf and oneOf of kinds that are apart",
    { anyOf: [text, { type: "integer" }] },
    { oneOf: [text, { type: "integer" }] },
    [],
  ),
  row(
    "property moved between parts of allOf",
    { allOf: [object({ a: text, b: text }), object({ c: text })] },
    { allOf: [object({ a: text }), object({ b: text, c: text })] },
    [],
  ),
  row(
    "allOf written out",
    { allOf: [object({ a: text }), object({ b: text }, { required: ["b"] })] },
    object({ a: text, b: text }, { required: ["b"] }),
    [],
  ),
  row(
    "required via allOf",
    object({ a: text }, { required: ["a"] }),
    { allOf: [object({ a: text }), { required: ["a"] }] },
    [],
  ),
  row("minLength 0 and none", text, { type: "string", minLength: 0 }, []),
  row("minItems 0 and none", { type: "array", items: text }, { type: "array", items: text, minItems: 0 }, []),
  row(
    "additionalProperties true and none",
    object({ a: text }),
    object({ a: text }, { additionalProperties: true }),
    [],
  ),
  row(
    "additionalProperties {} and true",
    object({}, { additionalProperties: {} }),
    object({}, { additionalProperties: true }),
    [],
  ),
  row("items {} and none", { type: "array" }, { type: "array", items: {} }, []),
  row(
    "exclusive bound of whole numbers",
    { type: "integer", minimum: 1 },
    { type: "integer", exclusiveMinimum: 0 },
    [],
  ),
  row("a multiple of 1 and a whole number", { type: "number", multipleOf: 1 }, { type: "integer" }, []),
  row(
    "two spellings of a pattern",
    { type: "string", pattern: "^[0-9]{3}$" },
    { type: "string", pattern: "^\\d{3}$" },
    [],
  ),
  row("a mapping that is spelled out", petsBy(), petsBy({ Cat: "#/components/schemas/Cat", Dog: "Dog" }), []),
  row("recursive, as it was", ref("Tree"), ref("Tree"), []),
  row(
    "recursive, the component renamed",
    ref("Tree"),
    ref("Plant"),
    [],
    [{}, { Plant: object({ label: text, parent: ref("Plant"), children: { type: "array", items: ref("Plant") } }) }],
  ),
  from30("3.0 nullable as 3.1", { type: "string", nullable: true }, { type: ["string", "null"] }),
  from30(
    "3.0 exclusiveMinimum as 3.1",
    { type: "number", minimum: 0, exclusiveMinimum: true },
    { type: "number", exclusiveMinimum: 0 },
  ),
  from30(
    "3.0 nullable allOf as 3.1",
    { nullable: true, allOf: [object({ a: text })] },
    { anyOf: [object({ a: text }), { type: "null" }] },
  ),
  from30("3.0 format byte as 3.1", { type: "string", format: "byte" }, { type: "string", contentEncoding: "base64" }),
  from30("3.0 example as 3.1", { type: "string", example: "a" }, { type: "string", examples: ["a"] }),
  from30(
    "3.0 nullable enum as 3.1",
    { type: "string", nullable: true, enum: ["a"] },
    { type: ["string", "null"], enum: ["a", null] },
  ),
  from30("3.0 to 3.1 with null lost", { type: "string", nullable: true }, text, ["null-removed B/C"]),
];

const types: readonly SchemaRow[] = [
  row("another type", text, { type: "integer" }, ["type-changed B/B"]),
  row("object to array", object({}), { type: "array" }, ["type-changed B/B"]),
  row("text to bytes", text, { type: "string", format: "binary" }, ["type-changed B/B"]),
  row("integer to number", { type: "integer" }, { type: "number" }, ["type-widened C/B"]),
  row("number to integer", { type: "number" }, { type: "integer" }, ["type-narrowed B/C"]),
  row("one more type", text, { type: ["string", "integer"] }, ["type-widened C/B"]),
  row("one type less", { type: ["string", "integer"] }, text, ["type-narrowed B/C"]),
  row("any to a type", {}, text, ["type-narrowed B/C"]),
  row("a type to any", text, {}, ["type-widened C/B"]),
  row("null added by type", text, { type: ["string", "null"] }, ["null-added C/B"]),
  row("null added by anyOf", ref("Name"), { anyOf: [ref("Name"), { type: "null" }] }, ["null-added C/B"]),
  row("null added to an enum", { enum: ["a"] }, { enum: ["a", null] }, ["null-added C/B"]),
  row("null removed", { type: ["string", "null"] }, text, ["null-removed B/C"]),
  row("null added and bounds tightened", text, { type: ["string", "null"], maxLength: 5 }, [
    "null-added C/B",
    "bounds-tightened B/C",
  ]),
  row("type added to bounds without one", { maxLength: 5 }, { type: "string", maxLength: 5 }, ["type-narrowed B/C"]),
  row("type taken from properties", object({ a: text }), { properties: { a: text } }, ["type-widened C/B"]),
  row("bounds without a type added", {}, { maxLength: 5 }, ["condition-added B/C"]),
  row("bounds without a type removed", { maxLength: 5 }, {}, ["condition-removed C/B"]),
  row("never", text, false, ["type-narrowed B/C"]),
  row("no longer never", false, text, ["type-widened C/B"]),
];

const values: readonly SchemaRow[] = [
  row("enum narrowed", { enum: ["a", "b"] }, { enum: ["a"] }, ["enum-narrowed B/C"]),
  row("enum widened", { enum: ["a"] }, { enum: ["a", "b"] }, ["enum-widened C/U"]),
  row("enum value replaced", { enum: ["a", "b"] }, { enum: ["a", "c"] }, ["enum-narrowed B/C", "enum-widened C/U"]),
  row("enum added", text, { type: "string", enum: ["a"] }, ["enum-added B/C"]),
  row("enum removed", { type: "string", enum: ["a"] }, text, ["enum-removed C/B"]),
  row("const to enum", { const: "a" }, { enum: ["a", "b"] }, ["enum-widened C/U"]),
  row("enum to const", { enum: ["a", "b"] }, { const: "a" }, ["enum-narrowed B/C"]),
  row("const changed", { const: "a" }, { const: "b" }, ["enum-narrowed B/C", "enum-widened C/U"]),
  row("enum of numbers widened", { type: "integer", enum: [1] }, { type: "integer", enum: [1, 2] }, [
    "enum-widened C/U",
  ]),
  row("enum to another type", { enum: ["1"] }, { enum: [1] }, ["type-changed B/B"]),
  row("enum removed, and its value too long", { enum: ["long"] }, { type: "string", maxLength: 2 }, [
    "enum-removed C/B",
    "enum-narrowed B/C",
  ]),
  row("boolean to true", { type: "boolean" }, { const: true }, ["enum-added B/C"]),
  row("enum opened by anyOf", { enum: ["a"] }, { anyOf: [{ enum: ["a"] }, text] }, ["type-widened C/B"]),
];

const bounds: readonly SchemaRow[] = [
  row("maxLength added", text, { type: "string", maxLength: 5 }, ["bounds-tightened B/C"]),
  row("maxLength raised", { type: "string", maxLength: 5 }, { type: "string", maxLength: 6 }, ["bounds-loosened C/B"]),
  row("maxLength lowered", { type: "string", maxLength: 5 }, { type: "string", maxLength: 4 }, [
    "bounds-tightened B/C",
  ]),
  row("maxLength removed", { type: "string", maxLength: 5 }, text, ["bounds-loosened C/B"]),
  row("minLength raised", { type: "string", minLength: 1 }, { type: "string", minLength: 2 }, ["bounds-tightened B/C"]),
  row("minimum lowered", { type: "number", minimum: 1 }, { type: "number", minimum: 0 }, ["bounds-loosened C/B"]),
  row("minimum to exclusiveMinimum", { type: "number", minimum: 1 }, { type: "number", exclusiveMinimum: 1 }, [
    "bounds-tightened B/C",
  ]),
  row("maximum added", { type: "integer" }, { type: "integer", maximum: 9 }, ["bounds-tightened B/C"]),
  row("exclusiveMaximum raised", { type: "number", exclusiveMaximum: 9 }, { type: "number", exclusiveMaximum: 10 }, [
    "bounds-loosened C/B",
  ]),
  row(
    "bounds moved to both sides",
    { type: "integer", minimum: 1, maximum: 5 },
    { type: "integer", minimum: 2, maximum: 6 },
    ["bounds-tightened B/C", "bounds-loosened C/B"],
  ),
  row("multipleOf 5 to 10", { type: "integer", multipleOf: 5 }, { type: "integer", multipleOf: 10 }, [
    "bounds-tightened B/C",
  ]),
  row("multipleOf 10 to 5", { type: "integer", multipleOf: 10 }, { type: "integer", multipleOf: 5 }, [
    "bounds-loosened C/B",
  ]),
  row("multipleOf 0.01 added", { type: "number" }, { type: "number", multipleOf: 0.01 }, ["bounds-tightened B/C"]),
  row("minItems raised", { type: "array", minItems: 1 }, { type: "array", minItems: 2 }, ["bounds-tightened B/C"]),
  row("maxItems removed", { type: "array", maxItems: 9 }, { type: "array" }, ["bounds-loosened C/B"]),
  row("uniqueItems", { type: "array" }, { type: "array", uniqueItems: true }, ["bounds-tightened B/C"]),
  row("maxProperties added", object({}), object({}, { maxProperties: 3 }), ["bounds-tightened B/C"]),
  row("pattern added", text, { type: "string", pattern: "^a" }, ["pattern-tightened B/C"]),
  row("pattern removed", { type: "string", pattern: "^a" }, text, ["pattern-loosened C/B"]),
  row("pattern that allows more", { type: "string", pattern: "^[a-z]+$" }, { type: "string", pattern: "^[a-z0-9]+$" }, [
    "pattern-loosened C/B",
  ]),
  row("pattern that allows less", { type: "string", pattern: "^[a-z0-9]+$" }, { type: "string", pattern: "^[a-z]+$" }, [
    "pattern-tightened B/C",
  ]),
  row("pattern without its anchor", { type: "string", pattern: "^abc" }, { type: "string", pattern: "abc" }, [
    "pattern-loosened C/B",
  ]),
  row("pattern that allows others", { type: "string", pattern: "^a" }, { type: "string", pattern: "^b" }, [
    "pattern-changed B/B",
  ]),
  row("pattern with look-around", { type: "string", pattern: "^(?=.*a)b" }, { type: "string", pattern: "^(?=.*a)c" }, [
    "pattern-undecided U/U",
  ]),
  row("format added", text, { type: "string", format: "uuid" }, ["format-tightened B/C"]),
  row("format removed", { type: "string", format: "uuid" }, text, ["format-loosened C/B"]),
  row("format changed", { type: "string", format: "date" }, { type: "string", format: "date-time" }, [
    "format-changed B/B",
  ]),
  row("int32 to int64", { type: "integer", format: "int32" }, { type: "integer", format: "int64" }, [
    "format-loosened C/B",
  ]),
  row("double to float", { type: "number", format: "double" }, { type: "number", format: "float" }, [
    "format-tightened B/C",
  ]),
  row("text to base64", text, { type: "string", contentEncoding: "base64" }, ["content-changed B/B"]),
  row(
    "bounds in a component",
    ref("Name"),
    ref("Name"),
    ["bounds-tightened B/C"],
    [{}, { Name: { type: "string", maxLength: 9 } }],
  ),
];

const objects: readonly SchemaRow[] = [
  row("optional property added", object({}), object({ a: text }), ["property-added C/C"]),
  row("required property added", object({}), object({ a: text }, { required: ["a"] }), ["property-required-added B/C"]),
  row(
    "required property with a default added",
    object({}),
    object({ a: { type: "string", default: "x" } }, { required: ["a"] }),
    ["property-required-added B/C"],
  ),
  row("required by allOf", object({ a: text }), { allOf: [object({ a: text }), { required: ["a"] }] }, [
    "property-required B/C",
  ]),
  row("optional property removed", object({ a: text }), object({}), ["property-removed B/B"]),
  row("required property removed", object({ a: text }, { required: ["a"] }), object({}), ["property-removed B/B"]),
  row("property renamed", object({ a: text }), object({ b: text }), ["property-removed B/B", "property-added C/C"]),
  row("optional to required", object({ a: text }), object({ a: text }, { required: ["a"] }), ["property-required B/C"]),
  row("required to optional", object({ a: text }, { required: ["a"] }), object({ a: text }), ["property-optional C/B"]),
  row(
    "part of allOf removed",
    { allOf: [object({ a: text }), object({ b: text })] },
    { allOf: [object({ a: text })] },
    ["property-removed B/B"],
  ),
  row("readOnly property added", object({}), object({ a: { type: "string", readOnly: true } }, { required: ["a"] }), [
    "property-required-added -/C",
  ]),
  row("writeOnly property added", object({}), object({ a: { type: "string", writeOnly: true } }), [
    "property-added C/-",
  ]),
  row("property becomes readOnly", object({ a: text }), object({ a: { type: "string", readOnly: true } }), [
    "property-read-only B/C",
  ]),
  row("property becomes writeOnly", object({ a: text }), object({ a: { type: "string", writeOnly: true } }), [
    "property-write-only C/B",
  ]),
  row(
    "required property is no longer readOnly",
    object({ a: { type: "string", readOnly: true } }, { required: ["a"] }),
    object({ a: text }, { required: ["a"] }),
    ["property-required-added B/-"],
  ),
  row("readOnly property removed", object({ a: { type: "string", readOnly: true } }), object({}), [
    "property-removed -/B",
  ]),
  row("closed", object({ a: text }), object({ a: text }, { additionalProperties: false }), [
    "additional-properties-closed B/C",
  ]),
  row("opened", object({ a: text }, { additionalProperties: false }), object({ a: text }), [
    "additional-properties-opened C/B",
  ]),
  row(
    "property added to a closed object",
    object({}, { additionalProperties: false }),
    object({ a: text }, { additionalProperties: false }),
    ["closed-property-added C/B"],
  ),
  row("values of a map narrowed", { type: "object" }, { type: "object", additionalProperties: text }, [
    "type-narrowed B/C",
  ]),
  row(
    "values of a map changed",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: { type: "integer" } },
    ["type-changed B/B"],
  ),
  row(
    "property of another type in a map",
    { type: "object", additionalProperties: text },
    object({ n: { type: "integer" } }, { additionalProperties: text }),
    ["property-added C/C", "type-changed B/B"],
  ),
  row("rule for names added", object({}), object({}, { propertyNames: { pattern: "^x" } }), ["condition-added B/C"]),
  row("patternProperties added", object({}), object({}, { patternProperties: { "^x": text } }), [
    "condition-added B/C",
  ]),
  row(
    "patternProperties added to a closed object",
    object({}, { additionalProperties: false }),
    object({}, { additionalProperties: false, patternProperties: { "^x": text } }),
    ["condition-removed C/B"],
  ),
  row(
    "dependentRequired added",
    object({ a: text, b: text }),
    object({ a: text, b: text }, { dependentRequired: { a: ["b"] } }),
    ["condition-added B/C"],
  ),
  row(
    "dependentRequired removed",
    object({ a: text, b: text }, { dependentRequired: { a: ["b"] } }),
    object({ a: text, b: text }),
    ["condition-removed C/B"],
  ),
  row("property deprecated", object({ a: text }), object({ a: { type: "string", deprecated: true } }), [
    "deprecated C/C",
  ]),
  row("deprecation ended", object({ a: { type: "string", deprecated: true } }), object({ a: text }), [
    "deprecation-ended C/C",
  ]),
  row("default added", object({ a: text }), object({ a: { type: "string", default: "x" } }), ["default-added U/U"]),
  row(
    "default changed",
    object({ a: { type: "string", default: "x" } }),
    object({ a: { type: "string", default: "y" } }),
    ["default-changed B/U"],
  ),
  row("default removed", object({ a: { type: "string", default: "x" } }), object({ a: text }), ["default-removed B/U"]),
  row(
    "default of what is required",
    object({ a: { type: "string", default: "x" } }, { required: ["a"] }),
    object({ a: text }, { required: ["a"] }),
    [],
  ),
  row(
    "written in another way as XML",
    object({ a: text }),
    object({ a: { type: "string", xml: { attribute: true } } }),
    ["xml-changed U/U"],
  ),
  row("items of another type", { type: "array", items: text }, { type: "array", items: { type: "integer" } }, [
    "type-changed B/B",
  ]),
  row(
    "one of prefixItems narrowed",
    { type: "array", prefixItems: [text, text] },
    { type: "array", prefixItems: [text, { type: "string", maxLength: 3 }] },
    ["bounds-tightened B/C"],
  ),
  row("contains added", { type: "array" }, { type: "array", contains: text }, ["condition-added B/C"]),
  row(
    "inside of a recursive component",
    ref("Tree"),
    ref("Tree"),
    ["type-changed B/B"],
    [
      {},
      {
        Tree: object({
          label: { type: "integer" },
          parent: ref("Tree"),
          children: { type: "array", items: ref("Tree") },
        }),
      },
    ],
  ),
];

const combined: readonly SchemaRow[] = [
  row("alternative added", pets, { oneOf: [Cat, Dog, Fish] }, ["alternative-added C/B"]),
  row("alternative removed", { oneOf: [Cat, Dog, Fish] }, { oneOf: [Fish, Cat] }, ["alternative-removed B/C"]),
  row("one schema to alternatives", Cat, { oneOf: [Cat, Dog] }, ["alternative-added C/B"]),
  row("alternatives to one schema", { anyOf: [Cat, Dog] }, Dog, ["alternative-removed B/C"]),
  row(
    "inside of an alternative",
    pets,
    pets,
    ["property-required B/C"],
    [{ Cat: colored(["kind"]) }, { Cat: colored(["kind", "color"]) }],
  ),
  row(
    "inside of an inline alternative",
    {
      oneOf: [
        object({ k: { const: 1 }, a: text }, { required: ["k"] }),
        object({ k: { const: 2 }, b: text }, { required: ["k"] }),
      ],
    },
    {
      oneOf: [
        object({ k: { const: 2 }, b: { type: "integer" } }, { required: ["k"] }),
        object({ k: { const: 1 }, a: text }, { required: ["k"] }),
      ],
    },
    ["type-changed B/B"],
  ),
  row("anyOf to oneOf", { anyOf: [Cat, Dog] }, { oneOf: [Cat, Dog] }, ["alternatives-exclusive U/C"]),
  row("oneOf to anyOf", { oneOf: [Cat, Dog] }, { anyOf: [Cat, Dog] }, ["alternatives-combinable C/U"]),
  row("values that become part of another alternative", { anyOf: [{ enum: ["a"] }, text] }, text, [
    "alternatives-rewritten C/-",
    "type-narrowed -/C",
  ]),
  row("discriminator added", pets, petsBy(), ["discriminator-added U/C"]),
  row("discriminator removed", petsBy(), pets, ["discriminator-removed C/B"]),
  row("discriminator by another property", petsBy(), petsBy(undefined, [Cat, Dog], "type"), [
    "discriminator-changed B/B",
  ]),
  row("value of a mapping renamed", petsBy({ cat: "Cat" }), petsBy({ kitty: "Cat" }), [
    "discriminator-value-removed B/C",
    "discriminator-value-added C/B",
  ]),
  row(
    "value of a mapping leads elsewhere",
    petsBy({ pet: "Cat", other: "Dog" }),
    petsBy({ pet: "Dog", other: "Cat" }),
    ["discriminator-changed B/B", "discriminator-changed B/B"],
  ),
  row(
    "value of a mapping added",
    petsBy({ cat: "Cat", dog: "Dog" }),
    petsBy({ cat: "Cat", dog: "Dog", puppy: "Dog" }),
    ["discriminator-value-added C/B"],
  ),
  row(
    "variant added to a mapping",
    petsBy({ cat: "Cat", dog: "Dog" }),
    petsBy({ cat: "Cat", dog: "Dog", fish: "Fish" }, [Cat, Dog, Fish]),
    ["alternative-added C/B", "discriminator-value-added C/B"],
  ),
  row("not added", text, { type: "string", not: { const: "x" } }, ["condition-added B/C"]),
  row("not removed", { type: "string", not: { const: "x" } }, text, ["condition-removed C/B"]),
  row("not changed", { type: "string", not: { const: "x" } }, { type: "string", not: { const: "y" } }, [
    "condition-changed U/U",
  ]),
  row("not, as it was", { type: "string", not: { const: "x" } }, { not: { enum: ["x"] }, type: "string" }, []),
  row(
    "if and then added",
    object({ a: text }),
    object({ a: text }, { if: { required: ["a"] }, then: { maxProperties: 1 } }),
    ["condition-added B/C"],
  ),
  row(
    "then changed",
    object({ a: text }, { if: { required: ["a"] }, then: { maxProperties: 1 } }),
    object({ a: text }, { if: { required: ["a"] }, then: { maxProperties: 2 } }),
    ["condition-changed U/U"],
  ),
  row("unevaluatedProperties false added", object({ a: text }), object({ a: text }, { unevaluatedProperties: false }), [
    "condition-added B/C",
  ]),
  row(
    "a property and a type at once",
    object({ a: text, b: text }),
    object({ a: { type: "integer" }, c: text }, { required: ["c"] }),
    ["type-changed B/B", "property-removed B/B", "property-required-added B/C"],
  ),
];

export const schemaRows: readonly SchemaRow[] = [...unchanged, ...types, ...values, ...bounds, ...objects, ...combined];
