import { readDescription, type Schema } from "@spkey/spec";
import { describe, expect, test } from "vitest";
import { fieldsOf, typeName } from "../src/fields.ts";
import { commonMark } from "../src/markdown.ts";

const description = readDescription({
  components: {
    schemas: {
      Node: { type: "object", properties: { next: { $ref: "#/components/schemas/Node" }, name: { type: "string" } } },
      Chain: {
        allOf: [{ $ref: "#/components/schemas/Base" }],
        properties: { next: { allOf: [{ $ref: "#/components/schemas/Chain" }] } },
      },
      Nested: { type: "array", items: { $ref: "#/components/schemas/Nested" } },
      Base: { type: "object", required: ["id"], properties: { id: { type: "string", description: "Which one." } } },
      Named: { title: "Named", type: "object", properties: { name: { type: "string" } } },
    },
  },
});

const types: { name: string; given: Schema; want: string }[] = [
  { name: "a type", given: { type: "string" }, want: "string" },
  { name: "several types", given: { type: ["object", "null"] }, want: "object or null" },
  { name: "OpenAPI 3.0's nullable", given: { type: "string", nullable: true }, want: "string or null" },
  { name: "an array", given: { type: "array", items: { type: "integer" } }, want: "array of integer" },
  { name: "a reference", given: { $ref: "#/components/schemas/Base" }, want: "object" },
  {
    name: "a choice",
    given: { oneOf: [{ type: "string" }, { $ref: "#/components/schemas/Named" }] },
    want: "string or object",
  },
  { name: "a merged schema", given: { allOf: [{ $ref: "#/components/schemas/Base" }] }, want: "object" },
  { name: "an array of itself", given: { $ref: "#/components/schemas/Nested" }, want: "array of the same again" },
  { name: "nothing at all", given: {}, want: "any" },
];

describe("typeName", () => {
  test.for(types)("$name", ({ given, want }) => {
    expect(typeName(description, given)).toBe(want);
  });
});

describe("fieldsOf", () => {
  const names = (schema: Schema) => fieldsOf(description, schema).map(({ name }) => name);

  test("lists properties, with what is required and what they mean", () => {
    expect(fieldsOf(description, { $ref: "#/components/schemas/Base" })).toEqual([
      {
        name: "id",
        type: "string",
        required: true,
        deprecated: false,
        description: "Which one.",
        constraints: [],
        children: [],
      },
    ]);
  });

  test("merges allOf", () => {
    const schema = { allOf: [{ $ref: "#/components/schemas/Base" }], properties: { extra: { type: "string" } } };
    expect(names(schema)).toEqual(["id", "extra"]);
  });

  test("lists the items of an array and the variants of a choice", () => {
    expect(names({ type: "array", items: { $ref: "#/components/schemas/Base" } })).toEqual(["id"]);
    expect(names({ oneOf: [{ $ref: "#/components/schemas/Named" }, { type: "string" }] })).toEqual([
      "Named",
      "variant 2",
    ]);
  });

  test("ends where a schema comes back to itself", () => {
    const [next] = fieldsOf(description, { $ref: "#/components/schemas/Node" });
    expect(next).toMatchObject({ name: "next", type: "object", children: [] });
    expect(names({ $ref: "#/components/schemas/Chain" })).toEqual(["id", "next"]);
    expect(names({ $ref: "#/components/schemas/Nested" })).toEqual([]);
  });

  test("says what is demanded beyond the type", () => {
    const [field] = fieldsOf(description, {
      properties: { colour: { type: "string", enum: ["red", "green"], minLength: 3, default: "red" } },
    });
    expect(field?.constraints).toEqual(['one of "red", "green"', 'default "red"', "at least 3 characters"]);
  });
});

test("HTML and script addresses in a description are shown as text", () => {
  const html = String(commonMark('# Top\n\n<img src=x onerror="alert(1)"> [x](javascript:alert(1)) **bold**'));
  expect(html).toContain("<h2>Top</h2>");
  expect(html).toContain("&lt;img src=x");
  expect(html).toContain("<strong>bold</strong>");
  expect(html).not.toMatch(/<img|href="javascript/);
});
