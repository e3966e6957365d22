import { expect, test } from "vitest";
import { constraintsOf, longEnumeration } from "../../src/view/constraints.ts";
import { readSchema } from "../describe.ts";

const schemas = {
  Card: { type: "object", required: ["kind"], properties: { kind: { const: "c" } } },
  Pin: { type: "object", required: ["kind"], properties: { kind: { const: "p" } } },
};
const cards = [{ $ref: "#/components/schemas/Card" }, { $ref: "#/components/schemas/Pin" }];

const letters = [..."abcdefghijklm"];

test("the values of a long enumeration are a list; a short one is a phrase", () => {
  expect(longEnumeration(readSchema({ enum: letters }))).toEqual(letters.map((letter) => `"${letter}"`));
  expect(longEnumeration(readSchema({ enum: letters.slice(1) }))).toBeUndefined();
});

test.for([
  { name: "nothing", given: { type: "string" }, want: [] },
  {
    name: "lengths",
    given: { type: "string", minLength: 1, maxLength: 40 },
    want: ["at least 1 character", "at most 40 characters"],
  },
  { name: "a pattern", given: { type: "string", pattern: "^[a-z]+$" }, want: ["matches ^[a-z]+$"] },
  { name: "a format", given: { type: "string", format: "date-time" }, want: ["format date-time"] },
  {
    name: "an encoding",
    given: { type: "string", contentEncoding: "base64", contentMediaType: "image/png" },
    want: ["encoded in base64", "media type image/png"],
  },
  { name: "a file's type", given: { contentMediaType: "image/png" }, want: ["media type image/png"] },
  { name: "bounds", given: { type: "integer", minimum: 1, maximum: 9 }, want: ["at least 1", "at most 9"] },
  {
    name: "exclusive bounds",
    given: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1, multipleOf: 0.1 },
    want: ["more than 0", "less than 1", "a multiple of 0.1"],
  },
  { name: "values", given: { type: "string", enum: ["red", "green"] }, want: ['one of "red", "green"'] },
  { name: "one value", given: { const: 7 }, want: ["always 7"] },
  { name: "a default", given: { type: "string", default: "red" }, want: ['default "red"'] },
  { name: "a default of null", given: { type: ["string", "null"], default: null }, want: ["default null"] },
  {
    name: "numbers of items",
    given: { type: "array", items: {}, minItems: 1, maxItems: 9, uniqueItems: true },
    want: ["at least 1 item", "at most 9 items", "no item twice"],
  },
  {
    name: "contained items",
    given: { type: "array", contains: { const: 1 }, minContains: 2, maxContains: 3 },
    want: ["at least 2 and at most 3 matching items"],
  },
  {
    name: "a closed tuple",
    given: { type: "array", prefixItems: [{ type: "string" }], items: false },
    want: ["no further items"],
  },
  { name: "an open tuple", given: { type: "array", prefixItems: [{ type: "string" }] }, want: ["any further items"] },
  {
    name: "numbers of properties",
    given: { type: "object", minProperties: 1, maxProperties: 3 },
    want: ["at least 1 property", "at most 3 properties"],
  },
  { name: "a closed object", given: { type: "object", additionalProperties: false }, want: ["no other properties"] },
  { name: "an open object", given: { type: "object", additionalProperties: true }, want: ["any other properties"] },
  {
    name: "an object closed over its parts",
    given: { type: "object", unevaluatedProperties: false },
    want: ["no other properties"],
  },
  {
    name: "names",
    given: { type: "object", propertyNames: { pattern: "^x", maxLength: 3 } },
    want: ["each name: at most 3 characters, matches ^x"],
  },
  {
    name: "properties that belong together",
    given: { type: "object", dependentRequired: { number: ["holder", "month"] } },
    want: ["with `number`, `holder` and `month` required too"],
  },
  {
    name: "a discriminator",
    given: { oneOf: cards, discriminator: { propertyName: "kind", mapping: { c: "Card", Pin: "Pin" } } },
    want: ['`kind` tells which: "c" for Card, "Pin"'],
  },
  { name: "a direction", given: { type: "string", readOnly: true }, want: ["in responses only"] },
  { name: "the other direction", given: { type: "string", writeOnly: true }, want: ["in requests only"] },
  {
    name: "XML",
    given: { type: "array", items: {}, xml: { name: "lines", prefix: "f", namespace: "urn:f", wrapped: true } },
    want: ["in XML, an element `f:lines` of the namespace urn:f around its items"],
  },
  {
    name: "an attribute",
    given: { type: "string", xml: { name: "number", attribute: true } },
    want: ["in XML, an attribute `number`"],
  },
  {
    name: "an enumeration",
    given: { enum: ["open", "shut"] },
    want: ['one of "open", "shut"'],
  },
  { name: "a long enumeration", given: { enum: letters }, want: ["one of 13 values"] },
])("$name", ({ given, want }) => {
  expect(constraintsOf(readSchema(given, schemas))).toEqual(want);
});
