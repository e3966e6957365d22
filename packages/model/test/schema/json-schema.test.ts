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
