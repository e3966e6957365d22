import { expect, test } from "vitest";
import { unexpectedFields } from "../../src/schema/unexpected.ts";
import { readSchema } from "../describe.ts";

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const a = { properties: { a: {} } };

test.for<[name: string, schema: object, value: unknown, found: string[]]>([
  ["nothing", a, { a: 1 }, []],
  ["no object", a, 3, []],
  ["a field", a, { b: 1 }, ["undeclared b"]],
  ["a field further in", { properties: { o: a } }, { o: { a: 1, b: { c: 1 } } }, ["undeclared o/b"]],
  ["items", { items: a }, [{ a: 1 }, { b: 1 }, { c: 1 }], ["undeclared 1/b", "undeclared 2/c"]],
  ["a tuple", { prefixItems: [{}, a], items: false }, [{ x: 1 }, { b: 1 }], ["undeclared 1/b"]],
  ["any field", { type: "object" }, { b: 1 }, []],
  ["further fields", { ...a, additionalProperties: a }, { b: { c: 1 } }, ["undeclared b/c"]],
  [
    "fields by pattern",
    { ...a, patternProperties: { "^x": a } },
    { xa: { b: 1 }, y: 1 },
    ["undeclared xa/b", "undeclared y"],
  ],
  ["parts of an object", { allOf: [a, { properties: { b: {} } }] }, { a: 1, b: 2, c: 3 }, ["undeclared c"]],
  [
    "the member that knows most",
    { oneOf: [a, { properties: { a: {}, b: {} } }] },
    { a: 1, b: 2, c: 3 },
    ["undeclared c"],
  ],
  ["what two members know", { anyOf: [a, { properties: { b: {} } }] }, { a: 1, b: 2, c: 3 }, ["undeclared c"]],
  [
    "what two members know further in",
    { anyOf: [{ properties: { o: a } }, { properties: { p: {} } }] },
    { o: { b: 1 } },
    ["undeclared o/b"],
  ],
  [
    "the member that has the value's own value",
    { oneOf: [{ properties: { k: { const: "a" }, a: {} } }, { properties: { k: { enum: ["b"] }, b: {} } }] },
    { k: "a", b: 1 },
    ["undeclared b"],
  ],
  ["any member", { anyOf: [a, {}] }, { b: 1 }, []],
  ["an object or null", { oneOf: [a, { type: "null" }] }, { b: 1 }, ["undeclared b"]],
  ["a list or an object", { oneOf: [{ type: "array", items: a }, a] }, [{ b: 1 }], ["undeclared 0/b"]],
  ["what refers to itself", to("Tree"), { leaf: { leaf: { other: 1 } } }, ["undeclared leaf/leaf/other"]],
  ["what is only sent", { properties: { pin: { type: "string", writeOnly: true } } }, { pin: "1" }, ["writeOnly pin"]],
])("%s", ([, schema, value, found]) => {
  const read = readSchema(schema, { Tree: { properties: { leaf: to("Tree") } } });
  expect(unexpectedFields(read, value).map(({ kind, path }) => `${kind} ${path.join("/")}`)).toEqual(found);
});
