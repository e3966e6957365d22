import { object, ref, row, type SchemaRow, text } from "./schema-row.ts";

export const objects: readonly SchemaRow[] = [
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
