import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { describing, done, judgeOf } from "./judged.ts";

/** Each keyword with values that keep it, and values that break it (JSON Schema 2020-12, and what OpenAPI 3.0 has otherwise). */
type Row = readonly [
  schema: unknown,
  fits: readonly unknown[],
  breaks: readonly unknown[],
  schemas?: Readonly<Record<string, unknown>>,
];

const S = { type: "string" };
const I = { type: "integer" };
const pets = {
  Cat: { type: "object", required: ["k", "meow"], properties: { k: { type: "string", enum: ["cat"] }, meow: I } },
  Dog: { type: "object", required: ["k", "bark"], properties: { k: { type: "string", enum: ["dog"] }, bark: S } },
};
const inherited = {
  Pet: { type: "object", required: ["k"], properties: { k: S }, discriminator: { propertyName: "k" } },
  Cat: {
    allOf: [{ $ref: "#/components/schemas/Pet" }, { type: "object", required: ["meow"], properties: { meow: I } }],
  },
};
const loose = {
  A: { type: "object", required: ["k"], properties: { k: S, a: I } },
  B: { type: "object", required: ["k"], properties: { k: S, b: I } },
};

const in31: Readonly<Record<string, Row>> = {
  "multipleOf 0.01": [{ type: "number", multipleOf: 0.01 }, [19.99, 0.07, 1, 4.35, -0.29, 1e6 + 0.01], [0.005, 19.999]],
  "multipleOf 0.1": [{ type: "number", multipleOf: 0.1 }, [0.3, 1.1, 1e9], [0.35]],
  "date-time": [
    { type: "string", format: "date-time" },
    ["2024-02-29T12:00:00Z", "2024-01-01T00:00:00.123+02:00", "2024-01-01t00:00:00z"],
    ["2024-02-30T12:00:00Z", "2024-01-01", "2024-01-01T00:00:00", "x"],
  ],
  date: [{ type: "string", format: "date" }, ["2024-02-29"], ["2023-02-29", "2024-1-1"]],
  time: [{ type: "string", format: "time" }, ["12:00:00Z"], ["25:00:00Z"]],
  duration: [{ type: "string", format: "duration" }, ["P1D"], ["1D"]],
  uuid: [{ type: "string", format: "uuid" }, ["123e4567-e89b-12d3-a456-426614174000"], ["123"]],
  email: [{ type: "string", format: "email" }, ["a@b.co"], ["a"]],
  uri: [{ type: "string", format: "uri" }, ["https://a.b/c"], ["/a", "a b"]],
  ipv4: [{ type: "string", format: "ipv4" }, ["1.2.3.4"], ["1.2.3.400"]],
  ipv6: [{ type: "string", format: "ipv6" }, ["::1"], ["::g"]],
  hostname: [{ type: "string", format: "hostname" }, ["a.b"], ["a_b c"]],
  "exclusiveMin num": [{ type: "integer", exclusiveMinimum: 3 }, [4], [3]],
  "type list": [{ type: ["string", "null"] }, [null, "a"], [1]],
  const: [{ const: { a: [1] } }, [{ a: [1] }], [{ a: [2] }]],
  "enum objects": [{ enum: [{ a: 1 }, [1, 2], null] }, [{ a: 1 }, [1, 2], null], [{ a: 2 }]],
  tuple: [{ type: "array", prefixItems: [I, S], items: false }, [[1, "a"], [1]], [["a"], [1, "a", 2]]],
  contains: [{ type: "array", contains: I, minContains: 2, maxContains: 3 }, [[1, 2, "a"]], [[1], [1, 2, 3, 4]]],
  unique: [
    { type: "array", uniqueItems: true },
    [[1, "1", { a: 1 }]],
    [
      [1, 1],
      [{ a: 1 }, { a: 1 }],
    ],
  ],
  "if then": [
    {
      type: "object",
      properties: { k: S, v: {} },
      if: { properties: { k: { const: "n" } }, required: ["k"] },
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
      then: { properties: { v: I }, required: ["v"] },
      else: { properties: { v: S } },
    },
    [{ k: "n", v: 1 }, { k: "x", v: "a" }, {}],
    [{ k: "n" }, { k: "x", v: 1 }],
  ],
  dependentRequired: [{ type: "object", dependentRequired: { a: ["b"] } }, [{ b: 1 }, { a: 1, b: 1 }], [{ a: 1 }]],
  dependentSchemas: [{ type: "object", dependentSchemas: { a: { required: ["b"] } } }, [{ a: 1, b: 1 }], [{ a: 1 }]],
  propertyNames: [{ type: "object", propertyNames: { pattern: "^[a-z]+$" } }, [{ a: 1 }], [{ A: 1 }]],
  "patternProperties closed": [
    { type: "object", patternProperties: { "^x-": I }, additionalProperties: false },
    [{ "x-a": 1 }],
    [{ "x-a": "a" }, { b: 1 }],
  ],
  unevaluated: [
    { allOf: [{ type: "object", properties: { a: I } }, { properties: { b: I } }], unevaluatedProperties: false },
    [{ a: 1, b: 2 }],
    [{ a: 1, c: 2 }],
  ],
  "allOf closed refs": [
    { allOf: [{ $ref: "#/components/schemas/A" }], unevaluatedProperties: false, properties: { c: S } },
    [{ a: 1, c: "x" }],
    [{ z: 1 }],
    { A: { type: "object", properties: { a: I } } },
  ],
  "$ref sibling": [
    { $ref: "#/components/schemas/A", required: ["a"] },
    [{ a: 1 }],
    [{}],
    { A: { type: "object", properties: { a: I } } },
  ],
  not: [{ not: { type: "string" } }, [1], ["a"]],
  "minLength cp": [{ type: "string", minLength: 2, maxLength: 2 }, ["🔑🔑", "ab"], ["🔑", "abc"]],
  recursive: [
    { $ref: "#/components/schemas/N" },
    [{ v: 1, c: [{ v: 2, c: [] }] }],
    [{ v: 1, c: [{ v: "x" }] }, { c: [] }],
    {
      N: {
        type: "object",
        required: ["v"],
        properties: { v: I, c: { type: "array", items: { $ref: "#/components/schemas/N" } } },
      },
    },
  ],
  discriminator: [
    {
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
      discriminator: {
        propertyName: "k",
        mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" },
      },
    },
    [
      { k: "cat", meow: 1 },
      { k: "dog", bark: "x" },
    ],
    [{ k: "cat", bark: "x" }, { k: "cow" }, {}],
    pets,
  ],
  "discriminator loose oneOf": [
    {
      oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
      discriminator: { propertyName: "k" },
    },
    [
      { k: "A", a: 1 },
      { k: "B", b: 2 },
    ],
    [{ k: "A", a: "x" }, { k: "Z" }, {}],
    loose,
  ],
  "discriminator mapping loose": [
    {
      oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
      discriminator: { propertyName: "k", mapping: { one: "#/components/schemas/A", two: "B" } },
    },
    [
      { k: "one", a: 1 },
      { k: "two", b: 2 },
    ],
    [
      { k: "one", a: "x" },
      { k: "two", b: "x" },
    ],
    loose,
  ],
  "readOnly required absent": [
    { type: "object", required: ["id", "n"], properties: { id: { type: "integer", readOnly: true }, n: S } },
    [{ n: "a" }],
    [{ id: 1 }],
  ],
  "readOnly nested": [
    {
      type: "object",
      properties: {
        o: { type: "object", required: ["id", "x"], properties: { id: { type: "integer", readOnly: true }, x: S } },
      },
    },
    [{ o: { x: "a" } }],
    [{ o: { id: 1 } }],
  ],
  "readOnly in allOf": [
    {
      allOf: [
        { type: "object", required: ["id"], properties: { id: { type: "integer", readOnly: true } } },
        { type: "object", required: ["n"], properties: { n: S } },
      ],
    },
    [{ n: "a" }],
    [{}],
  ],
  "writeOnly required": [
    { type: "object", required: ["p"], properties: { p: { type: "string", writeOnly: true } } },
    [{ p: "a" }],
    [{}],
  ],
  "proto names": [
    { type: "object", required: ["constructor", "toString"], properties: { constructor: S } },
    [{ constructor: "a", toString: 1 }],
    [{}, { constructor: "a" }],
  ],
  "bool schema": [{ type: "object", properties: { a: true, b: false } }, [{ a: 1 }], [{ b: 1 }]],
  "additional false": [
    { type: "object", properties: { a: I }, additionalProperties: false },
    [{ a: 1 }, {}],
    [{ b: 1 }],
  ],
  "additional schema": [
    { type: "object", additionalProperties: { type: "array", items: I } },
    [{ a: [1] }],
    [{ a: ["x"] }],
  ],
  "empty schema": [{}, [1, null, "a", [], {}], []],
  "no type props": [{ properties: { a: I } }, [{ a: 1 }, 5, "x"], [{ a: "x" }]],
  defs: [
    {
      $defs: { P: { type: "integer" } },
      type: "object",
      properties: { a: { $ref: "#/paths/~1defs/post/requestBody/content/application~1json/schema/$defs/P" } },
    },
    [{ a: 1 }],
    [{ a: "x" }],
  ],
  anchor: [{ $ref: "#it" }, [1], ["x"], { It: { $anchor: "it", type: "integer" } }],
  "pct ref": [{ $ref: "#/components/schemas/A%20B" }, [1], ["x"], { "A B": { type: "integer" } }],
  "tilde ref": [{ $ref: "#/components/schemas/A~1B" }, [1], ["x"], { "A/B": { type: "integer" } }],
  "min max props": [{ type: "object", minProperties: 1, maxProperties: 2 }, [{ a: 1 }], [{}, { a: 1, b: 2, c: 3 }]],
  "number limits": [{ type: "number", minimum: -1e308, maximum: 1e308 }, [1e300], ["x"]],
  "anyOf nested required": [
    { type: "object", anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    [{ a: 1 }, { b: 1 }],
    [{}],
  ],
  "oneOf two match": [{ oneOf: [{ type: "integer" }, { type: "number" }] }, [1.5], [1]],
  "string number no coercion": [{ type: "integer" }, [1], ["1"]],
  dynamicRef: [
    { $ref: "#/components/schemas/T" },
    [{ c: [{ c: [] }] }],
    [{ c: [1] }],
    { T: { $dynamicAnchor: "n", type: "object", properties: { c: { type: "array", items: { $dynamicRef: "#n" } } } } },
  ],
  "pattern unicode": [{ type: "string", pattern: "^\\p{L}+$" }, ["é"], ["1"]],
  "pattern unanchored": [{ type: "string", pattern: "b" }, ["abc"], ["ac"]],
};

const in30: Readonly<Record<string, Row>> = {
  int32: [{ type: "integer", format: "int32" }, [2147483647, 1.0], [2147483648, 1.5]],
  int64: [{ type: "integer", format: "int64" }, [2 ** 40], [1.5]],
  float: [{ type: "number", format: "float" }, [1.5], ["1"]],
  byte: [{ type: "string", format: "byte" }, ["aGk="], [1]],
  "exclusiveMin bool": [{ type: "integer", minimum: 3, exclusiveMinimum: true }, [4], [3]],
  "exclusiveMin false": [{ type: "integer", minimum: 3, exclusiveMinimum: false }, [3], [2]],
  "nullable type": [{ type: "string", nullable: true }, [null, "a"], [1]],
  "nullable false": [{ type: "string" }, ["a"], [null]],
  "nullable ref allOf": [
    { allOf: [{ $ref: "#/components/schemas/X" }], nullable: true },
    [null, { a: 1 }],
    [{ a: "x" }, 1],
    { X: { type: "object", properties: { a: I } } },
  ],
  "nullable oneOf": [{ oneOf: [S, I], nullable: true }, [null, "a", 1], [true]],
  "nullable enum": [{ type: "string", nullable: true, enum: ["a"] }, [null, "a"], ["b"]],
  "nullable object": [{ type: "object", nullable: true, required: ["a"] }, [null, { a: 1 }], [{}]],
  "nullable array items": [{ type: "array", items: { type: "integer", nullable: true } }, [[1, null]], [["a"]]],
  "$ref sibling ignored": [
    { $ref: "#/components/schemas/A", required: ["a"] },
    [{ a: 1 }, {}],
    [{ a: "x" }],
    { A: { type: "object", properties: { a: I } } },
  ],
  "mutual recursion": [
    { $ref: "#/components/schemas/A" },
    [{ b: { a: {} } }],
    [{ b: { a: { b: 1 } } }],
    {
      A: { type: "object", properties: { b: { $ref: "#/components/schemas/B" } } },
      B: { type: "object", properties: { a: { $ref: "#/components/schemas/A" } } },
    },
  ],
  inheritance: [{ $ref: "#/components/schemas/Cat" }, [{ k: "Cat", meow: 1 }], [{ k: "Cat" }, { meow: 1 }], inherited],
  "discriminator base": [{ $ref: "#/components/schemas/Pet" }, [{ k: "Cat", meow: 1 }, { k: "Pet" }], [{}], inherited],
  "readOnly required ref": [
    { type: "object", required: ["id", "n"], properties: { id: { $ref: "#/components/schemas/Id" }, n: S } },
    [{ n: "a" }],
    [{}],
    { Id: { type: "integer", readOnly: true } },
  ],
};

const rows = [
  ...Object.entries(in31).map(([name, row]) => ({ openapi: "3.1.0", name, row })),
  ...Object.entries(in30).map(([name, row]) => ({ openapi: "3.0.3", name, row })),
];

const pathOf = (name: string) => `/${name.replaceAll(" ", "-")}`;

/** A mock with an operation for each of the rows, at its path. */
function judgeOfRows(some: typeof rows, openapi: string, schemas: object = {}) {
  const paths = some.map(({ name, row: [schema] }) => {
    const post = done({ requestBody: { required: true, content: { "application/json": { schema } } } });
    return [pathOf(name), { post }] as const;
  });
  return judgeOf(describing(Object.fromEntries(paths), { schemas }, openapi));
}

/** By the version of OpenAPI: rows that name no schemas of their own stand in one description, beside each other. */
const shared = new Map<string, Awaited<ReturnType<typeof judgeOf>>>();
beforeAll(async () => {
  for (const openapi of new Set(rows.map((row) => row.openapi))) {
    const some = rows.filter((each) => each.openapi === openapi && each.row[3] === undefined);
    shared.set(openapi, await judgeOfRows(some, openapi));
  }
});
afterAll(() => Promise.all([...shared.values()].map(({ mock }) => mock.stop())));

async function judgeOfOwn(row: (typeof rows)[number]) {
  const own = await judgeOfRows([row], row.openapi, row.row[3]);
  onTestFinished(() => own.mock.stop());
  return own;
}

test.for(rows)("$name in OpenAPI $openapi", async (row) => {
  const [, fits, breaks, schemas] = row.row;
  const common = schemas === undefined ? shared.get(row.openapi) : undefined;
  const { judge, warnings } = common ?? (await judgeOfOwn(row));
  const send = (value: unknown) =>
    judge({
      target: pathOf(row.name),
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(value),
    });
  for (const value of fits) expect(await send(value), JSON.stringify(value)).toEqual([]);
  for (const value of breaks) expect(await send(value), JSON.stringify(value)).not.toEqual([]);
  expect(warnings).toEqual([]);
});
