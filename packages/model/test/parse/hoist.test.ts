import { describe, expect, test } from "vitest";
import { hoistSchemas, readOutline } from "../../src/outline.ts";
import { documentWith } from "../describe.ts";

const json = (schema: object) => ({ "application/json": { schema } });
const answer = (schema: object) => ({ 200: { description: "It.", content: json(schema) } });

/** A document whose schemas refer to each other, each to all. */
function mutual(count: number) {
  const names = Array.from({ length: count }, (_, index) => `S${index}`);
  const refs = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]));
  const schemas = Object.fromEntries(names.map((name) => [name, { type: "object", properties: refs }]));
  const paths = Object.fromEntries(names.map((name) => [`/${name}`, { get: { responses: answer(refs[name] ?? {}) } }]));
  return documentWith({ paths, components: { schemas } });
}

describe("hoisted schemas", () => {
  test("are referred to in one place, by names that need no encoding", () => {
    const { paths, all } = hoistSchemas(
      documentWith({
        paths: { "/it": { get: { responses: answer({ $ref: "#/components/schemas/A%20b~1c" }) } } },
        components: {
          schemas: {
            "A b/c": { properties: { next: { $ref: "#/components/schemas/A b~1c" }, own: { $ref: "#anchored" } } },
            Other: { $defs: { "A-b-c": { $anchor: "anchored", type: "string" } } },
          },
        },
      }),
      "all",
    );
    expect(paths).toEqual({ "/it": { get: { responses: answer({ $ref: "#/all/A-b-c" }) } } });
    expect(all).toEqual({
      "A-b-c": { properties: { next: { $ref: "#/all/A-b-c" }, own: { $ref: "#/all/A-b-c_2" } } },
      "A-b-c_2": { $anchor: "anchored", type: "string" },
    });
  });

  test("stay where they are in data, and where they lead nowhere", () => {
    const example = { $ref: "#/components/schemas/Thing" };
    const schema = { default: example, enum: [example], properties: { none: { $ref: "#/no/such" } } };
    const document = documentWith({ paths: { "/it": { get: { responses: answer(schema) } } } });
    expect(hoistSchemas(document, "all")).toEqual({ ...document, all: {} });
  });

  test("path items and security schemes that are referred to stand in place", () => {
    const item = { get: { responses: answer({ type: "string" }) } };
    const scheme = { type: "http", scheme: "basic" };
    const { paths, components } = hoistSchemas(
      documentWith({
        paths: { "/it": { $ref: "#/components/pathItems/it", summary: "It" } },
        components: {
          pathItems: { it: item },
          securitySchemes: { basic: scheme, same: { $ref: "#/components/securitySchemes/basic" } },
        },
      }),
      "all",
    );
    expect(paths).toEqual({ "/it": { ...item, summary: "It" } });
    expect(components).toMatchObject({ securitySchemes: { basic: scheme, same: scheme } });
  });

  test("are as large as what they are read from, however often they refer to each other", () => {
    for (const count of [3, 12, 100]) {
      const document = mutual(count);
      const copies = JSON.stringify(hoistSchemas(document, "all")).length / JSON.stringify(document).length;
      // Once where they stood, and once in the list.
      expect(copies).toBeLessThan(2);
      expect(readOutline(document).operations).toHaveLength(count);
    }
  });
});
