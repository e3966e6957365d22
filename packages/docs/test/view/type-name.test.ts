import { expect, test } from "vitest";
import { typeName } from "../../src/view/type-name.ts";
import { readSchema } from "../describe.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemas = {
  Door: { type: "object", properties: { number: { type: "integer" } } },
  Colour: { type: "string" },
  Nested: { type: "array", items: ref("Nested") },
  Value: { oneOf: [{ type: "string" }, { type: "array", items: ref("Value") }] },
};

test.for([
  { name: "a type", given: { type: "string" }, want: "string" },
  { name: "several types", given: { type: ["object", "null"] }, want: "object or null" },
  { name: "three types", given: { type: ["string", "boolean", "null"] }, want: "boolean, string or null" },
  { name: "an array", given: { type: "array", items: { type: "integer" } }, want: "array of integer" },
  { name: "an array of anything", given: { type: "array" }, want: "array" },
  {
    name: "an array of a choice",
    given: { type: "array", items: { type: ["integer", "string"] } },
    want: "array of (string or integer)",
  },
  { name: "items of their own types", given: { type: "array", prefixItems: [{ type: "string" }] }, want: "array" },
  { name: "a reference to an object", given: ref("Door"), want: "Door" },
  { name: "a reference to a string", given: ref("Colour"), want: "string" },
  { name: "an array of named objects", given: { type: "array", items: ref("Door") }, want: "array of Door" },
  { name: "a choice", given: { oneOf: [{ type: "string" }, ref("Door")] }, want: "string or Door" },
  { name: "the same type twice", given: { anyOf: [{ type: "string" }, ref("Colour")] }, want: "string" },
  { name: "a merged schema", given: { allOf: [ref("Door"), { required: ["number"] }] }, want: "object" },
  { name: "an array of itself", given: ref("Nested"), want: "array of Nested" },
  { name: "a choice with itself", given: ref("Value"), want: "Value" },
  { name: "values", given: { enum: [1, "x", 1.5] }, want: "integer, string or number" },
  { name: "values of a type", given: { type: "string", enum: ["a"] }, want: "string" },
  { name: "a file", given: { type: "string", format: "binary" }, want: "bytes" },
  { name: "nothing at all", given: {}, want: "any" },
  { name: "no value", given: false, want: "no value" },
])("$name: $want", ({ given, want }) => {
  expect(typeName(readSchema(given, schemas))).toBe(want);
});
