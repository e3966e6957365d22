import { describe, expect, test } from "vitest";
import { branchesOf, lookUpProperty, propertiesOf, visitSchema } from "../../src/index.ts";
import { readSchema } from "../describe.ts";

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe("branchesOf", () => {
  test.for<[name: string, given: object, paths: string[]]>([
    ["a scalar", { type: "integer" }, []],
    [
      "an object",
      { properties: { a: {} }, patternProperties: { "^x": {} }, additionalProperties: {}, propertyNames: {} },
      ["properties/a", "patternProperties/^x", "additionalProperties", "propertyNames"],
    ],
    [
      "an array",
      { prefixItems: [{}, {}], items: {}, contains: {} },
      ["prefixItems/0", "prefixItems/1", "items", "contains"],
    ],
    ["a union", { oneOf: [to("A"), { type: "null" }] }, ["oneOf/0", "oneOf/1"]],
    ["types", { type: ["string", "null"] }, ["type/0", "type/1"]],
    ["contents", { type: "string", contentSchema: {} }, ["contentSchema"]],
    [
      "conditions",
      { not: false, if: {}, then: {}, else: {}, dependentSchemas: { a: {} } },
      ["not", "if", "then", "else", "dependentSchemas/a"],
    ],
    ["a reference: what its target is made of", to("A"), ["properties/b"]],
  ])("%s", ([, given, paths]) => {
    const schema = readSchema(given, { A: { type: "object", properties: { b: {} } } });
    expect(branchesOf(schema).map(({ path }) => path.join("/"))).toEqual(paths);
  });
});

describe("visitSchema", () => {
  const others = { A: { properties: { b: to("B") } }, B: { properties: { a: to("A"), text: { type: "string" } } } };
  const visited = (given: object, leave: (path: string) => boolean = () => false) => {
    const seen: string[] = [];
    visitSchema(readSchema(given, others), (_, path, recursive) => {
      seen.push(path.join("/") + (recursive ? " again" : ""));
      return leave(path.join("/")) ? false : undefined;
    });
    return seen;
  };

  test("visits a reference that leads back, and does not follow it", () => {
    expect(visited({ items: to("A") })).toEqual([
      "",
      "items",
      "items/properties/b",
      "items/properties/b/properties/a again",
      "items/properties/b/properties/text",
    ]);
  });

  test("a schema that contains itself", () => {
    expect(visited({ properties: { self: to("Subject") } })).toEqual(["", "properties/self again"]);
  });

  test("leaves out what is inside where it is told to", () => {
    expect(visited({ items: to("A") }, (path) => path.endsWith("/b"))).toEqual(["", "items", "items/properties/b"]);
  });
});

test.for<[name: string, given: object, names: string[], found: string | undefined]>([
  ["an object", { properties: { a: { type: "string" }, b: {} } }, ["a", "b"], "string"],
  ["a reference", to("A"), ["a"], "integer"],
  ["an object or null", { anyOf: [to("A"), { type: "null" }] }, ["a"], "integer"],
  ["one of several objects", { oneOf: [{ type: "object" }, to("A")] }, [], "integer"],
  ["a map", { type: "object", additionalProperties: { type: "boolean" } }, [], "boolean"],
  ["anything else", { type: "string" }, [], undefined],
])("properties of %s", ([, given, names, found]) => {
  const schema = readSchema(given, { A: { type: "object", properties: { a: { type: "integer" } } } });
  expect(propertiesOf(schema).map(({ name }) => name)).toEqual(names);
  expect(lookUpProperty(schema, "a")?.kind).toBe(found);
});
