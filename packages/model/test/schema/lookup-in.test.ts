import { expect, test } from "vitest";
import { addressOf, validatorBy } from "../../src/schema/lookup.ts";
import { lookupIn } from "../../src/schema/lookup-in.ts";
import { read } from "../describe.ts";

const document = {
  components: {
    schemas: {
      Tree: {
        type: "object",
        properties: { leaf: { $ref: "#/components/schemas/Leaf" }, trees: { $ref: "#/components/schemas/Trees" } },
      },
      Trees: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
      Leaf: { type: "object", properties: { name: { type: "string", maxLength: 5 } }, required: ["name"] },
    },
  },
};
const tree = "#/components/schemas/Tree";

test.for([1, 5, 50_000])("with room for %s objects, each reference is found", (most) => {
  const lookup = lookupIn(document, most);
  const { validate } = validatorBy(() => lookup);
  const leaf = (name: string) => ({ leaf: { name } });
  for (const _ of [1, 2]) {
    expect(validate(tree, { trees: [{ trees: [leaf("birch")] }, leaf("oak")] }, "request")).toEqual([]);
    const [{ path } = { path: [] }] = validate(tree, { trees: [{ trees: [leaf("sequoia")] }, leaf("oak")] }, "request");
    expect(path).toEqual(["trees", "0", "trees", "0", "leaf", "name"]);
    expect(validate(`${tree}/properties/leaf`, {}, "request").map(({ keyword }) => keyword)).toEqual(["required"]);
  }
});

test("what is no schema is none, before and after the schema around it was asked for", () => {
  const lookup = lookupIn(document);
  const places = [`${tree}/properties/root`, `${tree}/type`, "#/components/schemas/Bush", "#/components/schemas", "#"];
  for (const place of places) expect(lookup[addressOf(place)]).toBeUndefined();
  expect(lookup[addressOf(tree)]).toMatchObject({ type: "object" });
  for (const place of places) expect(lookup[addressOf(place)]).toBeUndefined();
});

test("schemas that others are given stay what they are", () => {
  const description = read(document);
  const schemas = description.jsonSchemas("request");
  const before = structuredClone(schemas);
  expect(description.accepts(tree, {}, "request")).toBe(true);
  const [schema] = Object.values(Reflect.get(Reflect.get(schemas, "components"), "schemas"));
  expect(Object.getOwnPropertyNames(schema)).toEqual(["type", "properties"]);
  expect(schemas).toEqual(before);
});
