import { Cat, colored, Dog, Fish, object, pets, petsBy, row, type SchemaRow, text } from "./schema-row.ts";

/** An inline alternative, which is told by the value of one property. */
const variant = (k: number, properties: object) => object({ k: { const: k }, ...properties }, { required: ["k"] });

export const alternatives: readonly SchemaRow[] = [
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
  row(
    "inside of two alternatives, which change places",
    { oneOf: [variant(1, { a: text }), variant(2, { b: text })] },
    { oneOf: [variant(2, { b: { type: "integer" } }), variant(1, { a: { type: "integer" } })] },
    ["type-changed B/B", "type-changed B/B"],
  ),
  row(
    "two patterns that allow more, and change places",
    {
      anyOf: [
        { type: "string", pattern: "^a$" },
        { type: "string", pattern: "^b$" },
      ],
    },
    {
      anyOf: [
        { type: "string", pattern: "^b" },
        { type: "string", pattern: "^a" },
      ],
    },
    ["pattern-loosened C/-", "pattern-loosened C/-", "pattern-changed -/B", "pattern-changed -/B"],
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
    "additional-properties-closed B/C",
  ]),
  row("unevaluatedProperties as items have it", { type: "array" }, { type: "array", unevaluatedItems: false }, [
    "condition-added B/C",
  ]),
  row(
    "a property and a type at once",
    object({ a: text, b: text }),
    object({ a: { type: "integer" }, c: text }, { required: ["c"] }),
    ["type-changed B/B", "property-removed B/B", "property-required-added B/C"],
  ),
];
