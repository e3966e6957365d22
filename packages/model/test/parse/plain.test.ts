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
    name: "alternatives with a discriminator among other parts stay alternatives",
    given: { allOf: [{ type: "object" }, { oneOf: [to("Dog")], discriminator: { propertyName: "kind" } }] },
    want: { allOf: [{ type: "object" }, { anyOf: [{ oneOf: [to("Dog")], discriminator: { propertyName: "kind" } }] }] },
  },
  {
    name: "of a discriminator, values that a schema lists itself are mapped to it",
    given: {
      oneOf: [to("Cat"), to("Dog"), to("Elk")],
      discriminator: { propertyName: "kind", mapping: { elk: "Elk" } },
    },
    want: {
      oneOf: [to("Cat"), to("Dog"), to("Elk")],
      discriminator: {
        propertyName: "kind",
        mapping: { elk: "#/components/schemas/Elk", cat: "#/components/schemas/Cat" },
      },
    },
  },
  {
    name: "of a discriminator in a base, values that a schema which extends it lists itself are mapped to it",
    given: { type: "object", properties: { kind: { type: "string" } }, discriminator: { propertyName: "kind" } },
    want: {
      type: "object",
      properties: { kind: { type: "string" } },
      discriminator: { propertyName: "kind", mapping: { owl: "#/components/schemas/Owl" } },
    },
  },
];

function to(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

const ofKind = (kind: string) => ({ type: "object", properties: { kind: { enum: [kind] } } });
const others = {
  Cat: ofKind("cat"),
  Dog: ofKind("Dog"),
  Elk: ofKind("moose"),
  Owl: { allOf: [to("Thing"), ofKind("owl")] },
};

test.for(rows)("$name", ({ given, want }) => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Plain", version: "1" },
    paths: {},
    components: { schemas: { ...others, Thing: given } },
  };
  const plain = JSON.parse(JSON.stringify(plainDocument(document, readDescription(document))));
  expect(plain.components.schemas.Thing).toEqual(want);
});
