import { expect, test } from "vitest";
import { plainDocument, readDescription } from "../../src/index.ts";

const named = { a: { type: "boolean" } };
const rows = [
  {
    name: "other properties are widened by those with names",
    given: { type: "object", properties: named, additionalProperties: { type: "string" } },
    want: {
      type: "object",
      properties: named,
      additionalProperties: { anyOf: [{ type: "string" }, { type: "boolean" }] },
    },
  },
  ...[true, false, {}].map((additionalProperties) => ({
    name: `other properties stay ${JSON.stringify(additionalProperties)}`,
    given: { type: "object", properties: named, additionalProperties },
    want: { type: "object", properties: named, additionalProperties },
  })),
  {
    name: "a property that is required and not described is any value",
    given: { type: "object", required: ["a", "b"], properties: named },
    want: { type: "object", required: ["a", "b"], properties: { ...named, b: {} } },
  },
  {
    name: "a property that is required, and that no part describes, is any value",
    given: {
      required: ["a", "kind", "c"],
      allOf: [{ type: "object", properties: named }, { $ref: "#/components/schemas/One" }],
    },
    want: {
      required: ["a", "kind", "c"],
      allOf: [{ type: "object", properties: named }, { $ref: "#/components/schemas/One" }],
      properties: { c: {} },
    },
  },
  {
    name: "what is no type is left out",
    given: { description: "A kind.", type: { enum: ["a"] } },
    want: { description: "A kind." },
  },
  {
    name: "a discriminator is left out where its alternatives list their values",
    given: {
      oneOf: [{ $ref: "#/components/schemas/Listed" }, { $ref: "#/components/schemas/One" }],
      discriminator: { propertyName: "kind" },
    },
    want: { oneOf: [{ $ref: "#/components/schemas/Listed" }, { $ref: "#/components/schemas/One" }] },
  },
  {
    name: "what is at most null is null",
    given: { type: "null", title: "None", oneOf: [{ type: "array", items: { $ref: "#/components/schemas/Thing" } }] },
    want: { type: "null", title: "None" },
  },
  {
    name: "a map without names stays one",
    given: { type: "object", additionalProperties: { type: "string" } },
    want: { type: "object", additionalProperties: { type: "string" } },
  },
  {
    name: "a discriminator with a default is left out",
    given: { oneOf: [{ type: "object" }], discriminator: { propertyName: "kind", defaultMapping: "Thing" } },
    want: { oneOf: [{ type: "object" }] },
  },
  {
    name: "a discriminator of no union is left out: others have names of their own for what extends it",
    given: { type: "object", discriminator: { propertyName: "kind", mapping: { a: "Read" } } },
    want: { type: "object" },
  },
  {
    name: "what wraps a union with a discriminator is none of its alternatives",
    given: { allOf: [{ $ref: "#/components/schemas/Union" }, { type: "object" }] },
    want: { allOf: [{ anyOf: [{ $ref: "#/components/schemas/Union" }] }, { type: "object" }] },
  },
  {
    name: "what has alternatives with a discriminator among its parts is none of them",
    given: { allOf: [{ type: "object" }, unionOf("One", "Two")] },
    want: { allOf: [{ type: "object" }, { anyOf: [unionOf("One", "Two")] }] },
  },
  {
    name: "a property that refers to what is read only says so itself",
    given: {
      type: "object",
      properties: {
        own: { $ref: "#/components/schemas/Read" },
        inner: { allOf: [{ $ref: "#/components/schemas/Read" }], writeOnly: true },
        not: { $ref: "#/components/schemas/Read", readOnly: false },
      },
    },
    want: {
      type: "object",
      properties: {
        own: { $ref: "#/components/schemas/Read", readOnly: true },
        inner: { allOf: [{ $ref: "#/components/schemas/Read" }], writeOnly: true, readOnly: true },
        not: { $ref: "#/components/schemas/Read", readOnly: false },
      },
    },
  },
];

function unionOf(...names: string[]): object {
  return {
    oneOf: names.map((name) => ({ $ref: `#/components/schemas/${name}` })),
    discriminator: { propertyName: "kind" },
  };
}

const others = {
  Two: { type: "object", properties: { kind: { type: "string" } } },
  Listed: { type: "object", properties: { kind: { enum: ["first", "last"] } } },
  Read: { type: "string", readOnly: true },
  Union: {
    oneOf: [{ $ref: "#/components/schemas/One" }],
    discriminator: { propertyName: "kind", mapping: { one: "#/components/schemas/One" } },
  },
  One: { allOf: [{ $ref: "#/components/schemas/Union" }, { properties: { kind: { type: "string" } } }] },
};

test.for(rows)("$name", ({ given, want }) => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Plain", version: "1" },
    paths: {},
    components: { schemas: { Thing: given, ...others } },
  };
  const plain = JSON.parse(JSON.stringify(plainDocument(document, readDescription(document))));
  expect(plain.components.schemas.Thing).toEqual(want);
  // An alternative that extends its union stays one.
  expect(plain.components.schemas.One).toEqual(others.One);
});

test("what is referred to in another operation becomes a component, also where it has been left out there", () => {
  const limit = { name: "limit", in: "query", schema: { type: "integer" } };
  const ignored = { name: "Accept", in: "header", schema: { type: "string" } };
  const ids = { type: "array", items: { type: "string" } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Plain", version: "1" },
    paths: {
      "/a": {
        get: {
          operationId: "a",
          parameters: [ignored, limit],
          callbacks: {
            done: { "{$url}": { post: { requestBody: { content: { "application/json": { schema: ids } } } } } },
          },
        },
      },
      "/b": {
        parameters: [{ $ref: "#/paths/~1a/get/parameters/0" }],
        get: {
          operationId: "b",
          parameters: [{ $ref: "#/paths/~1a/get/parameters/1" }],
          requestBody: {
            content: {
              "application/json": {
                schema: {
                  $ref: "#/paths/~1a/get/callbacks/done/%7B$url%7D/post/requestBody/content/application~1json/schema",
                },
              },
            },
          },
        },
      },
    },
  };
  const { paths, components } = JSON.parse(JSON.stringify(plainDocument(document, readDescription(document))));
  expect(paths["/a"].get.parameters).toEqual([limit]);
  expect(paths["/b"].parameters).toEqual([]);
  const nameIn = ({ $ref }: { $ref: string }) => $ref.slice($ref.lastIndexOf("/") + 1);
  expect(components.parameters[nameIn(paths["/b"].get.parameters[0])]).toEqual(limit);
  expect(components.schemas[nameIn(paths["/b"].get.requestBody.content["application/json"].schema)]).toEqual(ids);
});
