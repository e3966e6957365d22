import { describe, expect, test } from "vitest";
import { composeExample } from "../src/compose.ts";
import type { Schema } from "../src/types.ts";

const components: Record<string, Schema> = {
  "#/Node": { type: "object", properties: { name: { type: "string" }, next: { $ref: "#/Node" } } },
  "#/Id": { type: "string", examples: ["id-1"] },
};
const resolve = (schema: Schema): Schema => (schema.$ref ? (components[schema.$ref] ?? {}) : schema);

const rows: { name: string; given: Schema; want: unknown }[] = [
  { name: "a constant", given: { const: 7, examples: [8] }, want: 7 },
  { name: "an example", given: { type: "string", examples: ["a", "b"], default: "c" }, want: "a" },
  { name: "OpenAPI 3.0's example", given: { type: "string", example: "a" }, want: "a" },
  { name: "a default", given: { type: "integer", default: 0 }, want: 0 },
  { name: "an enumeration", given: { enum: ["red", "green"] }, want: "red" },
  { name: "an example that is null", given: { type: "object", examples: [null] }, want: null },
  { name: "a number above its minimum", given: { type: "integer", minimum: 18 }, want: 18 },
  { name: "a boolean", given: { type: "boolean" }, want: true },
  { name: "a format", given: { type: "string", format: "uuid" }, want: "123e4567-e89b-12d3-a456-426614174000" },
  { name: "any other string", given: { type: ["null", "string"] }, want: "example" },
  {
    name: "an object, without what is only read",
    given: { type: "object", properties: { id: { type: "string", readOnly: true }, ref: { $ref: "#/Id" } } },
    want: { ref: "id-1" },
  },
  { name: "an array", given: { type: "array", items: { type: "integer" } }, want: [1] },
  {
    name: "all of several",
    given: { allOf: [{ properties: { a: { const: 1 } } }], properties: { b: { const: 2 } } },
    want: { a: 1, b: 2 },
  },
  { name: "the first of several", given: { oneOf: [{ type: "boolean" }, { type: "string" }] }, want: true },
  { name: "a schema that comes back to itself", given: { $ref: "#/Node" }, want: { name: "example" } },
  { name: "nothing that is known", given: {}, want: undefined },
];

describe("composeExample", () => {
  test.for(rows)("$name", ({ given, want }) => {
    expect(composeExample(resolve, given)).toEqual(want);
  });
});
