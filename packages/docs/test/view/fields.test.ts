import { describe, expect, test } from "vitest";
import type { Field } from "../../src/view/field.ts";
import { maxDepth, mostRows, schemaField } from "../../src/view/fields.ts";
import { readSchema } from "../describe.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const root = { id: "body", name: "", named: false } as const;
const fieldsOf = (schema: unknown, schemas = {}) => schemaField(readSchema(schema, schemas), "request", root).children;

/** The rows of a table as lines: how deep they are, their names, and where their fields are written out instead. */
const outline = (fields: readonly Field[], depth = 0): string[] =>
  fields.flatMap(({ name, same, children }) => [
    "  ".repeat(depth) + name + (same ? ` = ${same.name} ${same.id ?? "(too deep)"}` : ""),
    ...outline(children, depth + 1),
  ]);

test("a row has all that is said of a property", () => {
  const number = {
    type: "integer",
    title: "Number",
    description: "On the door.",
    minimum: 1,
    deprecated: true,
    examples: [7],
    externalDocs: { url: "https://example.com/", description: "How they are counted" },
  };
  expect(fieldsOf({ type: "object", required: ["a b"], properties: { "a b": number } })).toEqual([
    {
      id: "body.a~20~b",
      name: "a b",
      named: true,
      type: "integer",
      required: true,
      deprecated: true,
      title: "Number",
      description: "On the door.",
      constraints: ["at least 1"],
      examples: [{ text: "7" }],
      links: [{ label: "More", url: "https://example.com/", text: "How they are counted" }],
      children: [],
    },
  ]);
});

const text = { type: "string" };
const door = { type: "object", properties: { number: { type: "integer" } } };

const kinds: { name: string; given: unknown; want: string[] }[] = [
  { name: "properties", given: door, want: ["number"] },
  { name: "merged properties", given: { allOf: [door, { properties: { name: text } }] }, want: ["number", "name"] },
  { name: "the properties of the items", given: { type: "array", items: door }, want: ["number"] },
  {
    name: "items with rules of their own",
    given: { type: "array", items: { type: "string", maxLength: 3 } },
    want: ["each item"],
  },
  {
    name: "a tuple",
    given: { type: "array", prefixItems: [text, door], items: text },
    want: ["item 1", "item 2", "  number", "further items"],
  },
  { name: "contained items", given: { type: "array", contains: { const: 1 } }, want: ["matching items"] },
  { name: "other properties", given: { type: "object", additionalProperties: text }, want: ["any other name"] },
  {
    name: "properties by pattern",
    given: { type: "object", patternProperties: { "^k-": text } },
    want: ["names that match ^k-"],
  },
  { name: "what may also be null", given: { anyOf: [door, { type: "null" }] }, want: ["number"] },
  {
    name: "variants",
    given: {
      oneOf: [
        { ...door, title: "A door" },
        { type: "string", maxLength: 3 },
      ],
    },
    want: ["A door", "  number", "variant 2"],
  },
  { name: "types without more to say", given: { type: ["string", "integer"] }, want: [] },
  { name: "types with rules", given: { type: ["string", "integer"], maxLength: 3 }, want: ["as string", "as integer"] },
  {
    name: "the content of a string",
    given: { type: "string", contentSchema: door },
    want: ["its content", "  number"],
  },
  {
    name: "conditions",
    given: { ...door, not: { required: ["x"] }, if: { required: ["y"] }, else: { required: ["z"] } },
    want: ["number", "but never", "  x", "if it matches", "  y", "otherwise also", "  z"],
  },
  {
    name: "what depends on a property",
    given: { ...door, dependentSchemas: { number: { required: ["name"] } } },
    want: ["number", "with number, also", "  name"],
  },
];

test.for(kinds)("rows of $name", ({ given, want }) => {
  expect(outline(fieldsOf(given))).toEqual(want);
});

test.for([
  { direction: "request", want: ["secret", "name"] },
  { direction: "response", want: ["id", "name"] },
] as const)("a $direction has no properties of the other direction", ({ direction, want }) => {
  const schema = readSchema({
    type: "object",
    properties: { id: { type: "string", readOnly: true }, secret: { type: "string", writeOnly: true }, name: text },
  });
  expect(schemaField(schema, direction, root).children.map(({ name }) => name)).toEqual(want);
});

describe("a named schema is written out once", () => {
  const Tree = { type: "object", properties: { name: text, left: ref("Tree"), right: ref("Tree") } };

  test("where it comes back to itself", () => {
    expect(outline(fieldsOf(ref("Tree"), { Tree }))).toEqual(["name", "left = Tree body", "right = Tree body"]);
  });

  test("where it comes twice", () => {
    const both = { type: "object", properties: { from: ref("Door"), to: ref("Door") } };
    expect(outline(fieldsOf(both, { Door: door }))).toEqual(["from", "  number", "to = Door body.from"]);
  });

  test("unless there is nothing to write out", () => {
    const both = { type: "object", properties: { from: ref("Text"), to: ref("Text"), nested: ref("Nested") } };
    const schemas = { Text: text, Nested: { type: "array", items: ref("Nested") } };
    expect(outline(fieldsOf(both, schemas))).toEqual(["from", "to", "nested"]);
  });

  test("and any JSON value has an end", () => {
    const Json = {
      anyOf: [
        { type: "string" },
        { type: "array", items: ref("Json") },
        { type: "object", additionalProperties: ref("Json") },
      ],
    };
    expect(outline(fieldsOf(ref("Json"), { Json }))).toEqual([
      "variant 1",
      "variant 2",
      "  each item = Json body",
      "variant 3",
      "  any other name = Json body",
    ]);
  });

  test("and below a depth it is only named", () => {
    const names = Array.from({ length: 12 }, (_, index) => `Level${index}`);
    const schemas = Object.fromEntries(
      names.map((name, index) => [
        name,
        { type: "object", properties: { deeper: names[index + 1] ? ref(names[index + 1] ?? "") : text } },
      ]),
    );
    const lines = outline(fieldsOf(ref("Level0"), schemas));
    expect(lines).toHaveLength(maxDepth);
    expect(lines.at(-1)?.trim()).toBe(`deeper = Level${maxDepth} (too deep)`);
  });

  test("so that a table grows with the schemas, and not with the ways through them", () => {
    const names = Array.from({ length: 8 }, (_, index) => `Level${index}`);
    const schemas = Object.fromEntries(
      names.map((name, index) => {
        const next = names[index + 1];
        const keys = Array.from({ length: 10 }, (_, key) => [`key${key}`, next ? ref(next) : text]);
        return [name, { type: "object", properties: Object.fromEntries(keys) }];
      }),
    );
    expect(outline(fieldsOf(ref("Level0"), schemas))).toHaveLength(80);
  });

  test("and one of more rows than somebody reads is written out less deep", () => {
    const names = Array.from({ length: 100 }, (_, index) => `Thing${index}`);
    const schemas = Object.fromEntries(
      names.map((name, index) => {
        // Of each, other things are near: all of them are reached within three levels.
        const keys = Array.from({ length: 15 }, (_, key) => [`key${key}`, ref(`Thing${(index * 15 + key + 1) % 100}`)]);
        return [name, { type: "object", properties: Object.fromEntries(keys) }];
      }),
    );
    const lines = outline(fieldsOf(ref("Thing0"), schemas));
    expect(lines.length).toBeLessThanOrEqual(mostRows);
    expect(lines.filter((line) => line.includes("(too deep)")).length).toBeGreaterThan(100);
    // A first level is always whole.
    const wide = Object.fromEntries(Array.from({ length: mostRows + 5 }, (_, key) => [`key${key}`, ref("Thing1")]));
    expect(outline(fieldsOf({ type: "object", properties: wide }, schemas))).toHaveLength(mostRows + 5);
  });
});
