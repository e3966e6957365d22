import { describe, expect, test } from "vitest";
import { type Direction, readDescription } from "../../src/index.ts";

const properties = {
  name: { type: "string" },
  number: { type: "integer", readOnly: true },
  password: { type: "string", writeOnly: true },
};
const Guest = { type: "object", required: Object.keys(properties), properties };

const rows: { name: string; schema: object; path: readonly string[] }[] = [
  { name: "its own properties", schema: Guest, path: [] },
  {
    name: "those of a schema that is referred to",
    schema: {
      type: "object",
      required: Object.keys(properties),
      properties: Object.fromEntries(
        Object.keys(properties).map((name) => [name, { $ref: `#/components/schemas/${name}` }]),
      ),
    },
    path: [],
  },
  { name: "those of a part of it", schema: { required: Object.keys(properties), allOf: [Guest] }, path: [] },
  { name: "those inside of it", schema: { type: "object", properties: { "the/guest": Guest } }, path: ["the/guest"] },
];

const directions: { direction: Direction; left: string }[] = [
  { direction: "request", left: "number" },
  { direction: "response", left: "password" },
];

describe.for(rows)("in JSON Schema, of $name", ({ schema, path }) => {
  test.for(directions)("a $direction has no use for $left", ({ direction, left }) => {
    const description = readDescription({
      openapi: "3.1.0",
      info: { title: "Guests", version: "1" },
      paths: {},
      components: { schemas: { Described: schema, ...properties } },
    });
    const wrap = (value: object) => path.reduceRight<object>((inner, name) => ({ [name]: inner }), value);
    const { [left]: _, ...said } = { name: "Ada", number: 7, password: "secret" } as Readonly<Record<string, unknown>>;
    const { name: __, ...less } = said;
    expect(description.validate("#/components/schemas/Described", wrap(said), direction)).toEqual([]);
    expect(description.validate("#/components/schemas/Described", wrap(less), direction)).toContainEqual(
      expect.objectContaining({ path, keyword: "required" }),
    );
  });
});

test("in JSON Schema, rules that can't be read are named, and all else holds", () => {
  const Described = { type: "string", pattern: "(?>a)", minLength: "2", maxLength: 3 };
  const description = readDescription({
    openapi: "3.1.0",
    info: { title: "Guests", version: "1" },
    paths: {},
    components: { schemas: { Described } },
  });
  expect(description.jsonSchemas("request")).toMatchObject({
    components: { schemas: { Described: { type: "string", maxLength: 3, "x-unread": ["minLength", "pattern"] } } },
  });
  expect(description.validate("#/components/schemas/Described", "abcd", "request")).toMatchObject([
    { keyword: "maxLength" },
  ]);
});

const Cat = {
  type: "object",
  required: ["kind"],
  properties: { kind: { type: "string" }, lives: { type: "integer" } },
};
const Dog = { type: "object", required: ["kind"], properties: { kind: { type: "string" }, bark: { type: "string" } } };

test.for<[value: object, isValid: boolean]>([
  [{ kind: "Cat", lives: 9 }, true],
  [{ kind: "dog", bark: "loud" }, true],
  [{ kind: "Cat", lives: "nine" }, false],
  [{ kind: "dog", bark: 1 }, false],
  [{ kind: "cow" }, false],
])("in JSON Schema, a discriminator tells alternatives apart: %j is valid: %s", ([value, isValid]) => {
  const members = ["Cat", "Dog"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const discriminator = { propertyName: "kind", mapping: { dog: "#/components/schemas/Dog" } };
  const description = readDescription({
    openapi: "3.1.0",
    info: { title: "Guests", version: "1" },
    paths: {},
    components: { schemas: { Cat, Dog, Pet: { oneOf: members, discriminator } } },
  });
  expect(description.validate("#/components/schemas/Pet", value, "request").length === 0).toBe(isValid);
  expect(description.accepts("#/components/schemas/Pet", value, "request")).toBe(isValid);
});

test("a reference to what is no schema holds nothing against a value, and says so", () => {
  const id = { name: "id", in: "query", schema: { type: "string" } };
  const { validate, unsupported } = readDescription({
    openapi: "3.1.0",
    info: { title: "References", version: "1" },
    paths: { "/a": { get: { parameters: [id], responses: {} } } },
    components: {
      schemas: {
        Ids: { type: "array", items: { $ref: "#/paths/~1a/get/parameters/0" } },
        Own: { $ref: "#/definitions/Own" },
        Known: { $ref: "#/paths/~1a/get/parameters/0/schema" },
        All: true,
        None: false,
        ToAll: { $ref: "#/components/schemas/All" },
        ToNone: { type: "object", properties: { a: { $ref: "#/components/schemas/None" } } },
      },
    },
    definitions: { Own: { type: "integer" } },
  });
  const violations = (name: string, value: unknown) => validate(`#/components/schemas/${name}`, value, "request");
  expect(violations("Ids", [1, "a"])).toEqual([]);
  expect(violations("Ids", 1)).toMatchObject([{ keyword: "type" }]);
  expect(violations("Own", "a")).toEqual([]);
  expect(violations("Known", 1)).toMatchObject([{ keyword: "type" }]);
  expect(violations("ToAll", 1)).toEqual([]);
  expect(violations("ToNone", {})).toEqual([]);
  expect(violations("ToNone", { a: 1 })).not.toEqual([]);
  expect(unsupported).toEqual([
    {
      pointer: "#/components/schemas/Ids/items",
      message: "#/paths/~1a/get/parameters/0 is no place of a schema: nothing is held against it.",
    },
    {
      pointer: "#/components/schemas/Own",
      message: "#/definitions/Own is no place of a schema: nothing is held against it.",
    },
  ]);
});
