import { descriptions, readDocument } from "@spkey/test-kit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { readDescription, selfContainedSchemas } from "../../src/index.ts";

/** A description whose schemas are these. */
function describeSchemas(schemas: Readonly<Record<string, unknown>>) {
  return readDescription({
    openapi: "3.1.0",
    info: { title: "Schemas", version: "1" },
    paths: {},
    components: { schemas },
  });
}

const rows = [
  {
    name: "a schema that refers to nothing",
    schemas: { A: { type: "string", description: "A word." } },
    wants: { schemas: [{ type: "string", description: "A word." }], definitions: {} },
  },
  {
    name: "what it refers to, through others",
    schemas: {
      A: { $ref: "#/components/schemas/B" },
      B: { type: "array", items: { $ref: "#/components/schemas/C" } },
      C: { type: "integer" },
      D: { type: "null" },
    },
    wants: {
      schemas: [{ $ref: "#/definitions/B" }],
      definitions: { B: { type: "array", items: { $ref: "#/definitions/C" } }, C: { type: "integer" } },
    },
  },
  {
    name: "a schema that refers to itself",
    schemas: { A: { type: "object", properties: { next: { $ref: "#/components/schemas/A" } } } },
    wants: {
      schemas: [{ type: "object", properties: { next: { $ref: "#/definitions/A" } } }],
      definitions: { A: { type: "object", properties: { next: { $ref: "#/definitions/A" } } } },
    },
  },
  {
    name: "data that looks like a reference, as it is",
    schemas: { A: { enum: [{ $ref: "#/components/schemas/B" }] }, B: { type: "null" } },
    wants: { schemas: [{ enum: [{ $ref: "#/components/schemas/B" }] }], definitions: {} },
  },
  {
    name: "what is only answered, without being required",
    schemas: {
      A: { type: "object", required: ["id", "name"], properties: { id: { readOnly: true }, name: { type: "string" } } },
    },
    wants: {
      schemas: [
        { type: "object", required: ["name"], properties: { id: { readOnly: true }, name: { type: "string" } } },
      ],
      definitions: {},
    },
  },
];

test.for(rows)("$name", ({ schemas, wants }) => {
  const selfContained = selfContainedSchemas(describeSchemas(schemas), "request");
  expect(selfContained(["#/components/schemas/A"])).toEqual(wants);
});

test("a pointer that leads nowhere allows anything", () => {
  expect(selfContainedSchemas(describeSchemas({}), "request")(["#/components/schemas/A"]).schemas).toEqual([true]);
});

describe.for(descriptions)("the schemas of $name", ({ name }) => {
  test("stand alone, each of them", async () => {
    const description = readDescription(await readDocument(name));
    const selfContained = selfContainedSchemas(description, "response");
    for (const { pointer } of description.schemas) {
      const { schemas, definitions } = selfContained([pointer]);
      // A reference that leads nowhere throws.
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      expect(() => ajv.compile({ properties: { it: schemas[0] }, definitions }), pointer).not.toThrow();
    }
  });
});
