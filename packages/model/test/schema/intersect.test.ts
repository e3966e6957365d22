import { describe, expect, test } from "vitest";
import { isNullable, propertiesOf, resolved, type Schema, schemaFor, visitSchema } from "../../src/index.ts";
import { read, readSchema, subjectOf } from "../describe.ts";

/** What matters of a schema, in few words. */
function shown(schema: Schema): unknown {
  switch (schema.kind) {
    case "reference":
      return `-> ${schema.name}`;
    case "union":
      return { [schema.of]: schema.members.map(shown) };
    case "object":
      return Object.fromEntries(
        schema.properties.map(({ name, required, schema: each }) => [required ? name : `${name}?`, shown(each)]),
      );
    case "array":
      return [shown(schema.items)];
    case "enum":
      return schema.values;
    default:
      return schema.kind;
  }
}

const text = { type: "string" };
const object = (properties: object, required: readonly string[] = []) => ({ type: "object", properties, required });

describe("allOf, merged", () => {
  test.for([
    ["types", { allOf: [{ type: ["string", "null"] }, text] }, "string"],
    ["types that nothing has both of", { allOf: [{ type: "string" }, { type: "boolean" }] }, "never"],
    ["an integer among numbers", { allOf: [{ type: "number" }, { type: "integer" }] }, "integer"],
    ["values", { allOf: [{ enum: ["a", "b", 1] }, { type: "string" }, { enum: ["b", "c"] }] }, ["b"]],
    [
      "properties, and who requires them",
      { allOf: [object({ a: text }), { required: ["a", "b"] }] },
      { a: "string", b: "any" },
    ],
    ["a property of both", { allOf: [object({ a: text }), object({ a: { enum: ["x", 1] } })] }, { "a?": ["x"] }],
    [
      "a closed object beside another one",
      { allOf: [object({ a: text }), { ...object({ b: text }), additionalProperties: false }] },
      { "a?": "never", "b?": "string" },
    ],
    [
      "variants beside properties",
      { ...object({ a: text }), oneOf: [object({ b: text }), object({ c: text })] },
      {
        oneOf: [
          { "a?": "string", "b?": "string" },
          { "a?": "string", "c?": "string" },
        ],
      },
    ],
    ["a variant that is left alone", { type: "string", oneOf: [{ type: "string" }, { type: "integer" }] }, "string"],
    [
      "nested parts",
      { allOf: [{ allOf: [object({ a: text })] }, object({ b: text })] },
      { "a?": "string", "b?": "string" },
    ],
    ["items", { allOf: [{ type: "array", items: { type: "number" } }, { items: { type: "integer" } }] }, ["integer"]],
    [
      "a reference stays one in a property",
      object({ a: { $ref: "#/components/schemas/Other" } }),
      { "a?": "-> Other" },
    ],
    [
      "a reference with words beside it stays one",
      { $ref: "#/components/schemas/Other", description: "Mine." },
      "-> Other",
    ],
    [
      "one reference in allOf, with words",
      { description: "d", allOf: [{ $ref: "#/components/schemas/Other" }] },
      "-> Other",
    ],
    ["false", { allOf: [false] }, "never"],
    ["null as a member", { anyOf: [text, { type: "null" }] }, { anyOf: ["string", "null"] }],
    ["null among values", { enum: ["a", null] }, { type: [["a"], "null"] }],
    ["null alone", { const: null }, "null"],
  ] as const)("%s", ([, schema, want]) => {
    expect(shown(readSchema(schema, { Other: object({ id: text }) }))).toEqual(want);
  });

  test("bounds and lengths: the tighter ones; patterns and factors: all", () => {
    const merged = readSchema({
      allOf: [
        { type: "number", minimum: 1, maximum: 9, multipleOf: 2 },
        { minimum: 3, exclusiveMaximum: 8, multipleOf: 3 },
      ],
    });
    expect(merged).toMatchObject({ minimum: 3, maximum: 9, exclusiveMaximum: 8, multipleOf: [2, 3] });
    const words = readSchema({
      allOf: [
        { type: "string", minLength: 1, pattern: "^a" },
        { minLength: 2, pattern: "z$" },
      ],
    });
    expect(words).toMatchObject({ minLength: 2, patterns: ["^a", "z$"] });
  });

  test("what it says itself wins over what its parts say", () => {
    const merged = readSchema({
      description: "Mine.",
      allOf: [{ ...object({}), description: "Theirs.", title: "Part", deprecated: true }],
    });
    expect(merged).toMatchObject({ description: "Mine.", deprecated: true });
  });
});

describe("recursion", () => {
  test("through properties: references, which are resolved when they are asked for", () => {
    const tree = readSchema({
      ...object({ children: { type: "array", items: { $ref: "#/components/schemas/Subject" } } }),
    });
    expect(shown(tree)).toEqual({ "children?": ["-> Subject"] });
    let visited = 0;
    let recursive = 0;
    visitSchema(tree, (_, __, again) => {
      visited++;
      if (again) recursive++;
      return visited < 100;
    });
    expect([visited < 10, recursive]).toEqual([true, 1]);
  });

  test("through two schemas that are merged: one name for both, and an end", () => {
    const schema = readSchema(
      { allOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }] },
      {
        A: object({ next: { $ref: "#/components/schemas/A" } }),
        B: object({ next: { $ref: "#/components/schemas/B" } }),
      },
    );
    const [next] = propertiesOf(schema);
    expect(next && shown(next.schema)).toBe("-> A & B");
    expect(next && shown(resolved(next.schema))).toEqual({ "next?": "-> A & B" });
  });

  test.for([
    { allOf: [{ $ref: "#/components/schemas/Subject" }, { type: "object" }] },
    { $ref: "#/components/schemas/Loop" },
  ])("without end: any value, and it is said where: %j", (schema) => {
    const description = read({
      components: { schemas: { Subject: schema, Loop: { $ref: "#/components/schemas/Subject" } } },
    });
    const subject = subjectOf(description);
    expect(resolved(subject).kind).toMatch(/any|object/);
    expect(description.unsupported).toMatchObject([{ pointer: expect.stringMatching(/^#\/components\/schemas\//) }]);
  });
});

test("a value of a discriminator that maps to nothing is named", () => {
  const { unsupported } = read({
    components: {
      schemas: {
        A: {
          oneOf: [{ $ref: "#/components/schemas/B" }],
          discriminator: { propertyName: "k", mapping: { x: "Nobody" } },
        },
        B: object({}),
      },
    },
  });
  expect(unsupported).toMatchObject([{ pointer: "#/components/schemas/A/discriminator/mapping/x" }]);
});

describe("directions", () => {
  const schema = readSchema({
    ...object(
      {
        id: { ...text, readOnly: true },
        secret: { ...text, writeOnly: true },
        both: text,
        list: { type: "array", items: { $ref: "#/components/schemas/Subject" } },
      },
      ["id", "secret"],
    ),
  });

  test.for([
    ["request", { secret: "string", "both?": "string", "list?": ["-> Subject"] }],
    ["response", { id: "string", "both?": "string", "list?": ["-> Subject"] }],
  ] as const)("%s", ([direction, want]) => {
    const projected = schemaFor(direction, schema);
    expect(shown(projected)).toEqual(want);
    const list = propertiesOf(projected).find(({ name }) => name === "list")?.schema;
    const items = list?.kind === "array" ? list.items : undefined;
    expect(items && shown(resolved(items)), "down to the last branch").toEqual(want);
  });
});

test("null, wherever it hides", () => {
  expect(
    isNullable(
      readSchema({ anyOf: [{ $ref: "#/components/schemas/Maybe" }, text] }, { Maybe: { type: ["string", "null"] } }),
    ),
  ).toBe(true);
  expect(isNullable(readSchema({ type: "string" }))).toBe(false);
});
