import { expect, test } from "vitest";
import { createWriteOut } from "../../src/prism/write-out.ts";

const to = (name: string) => ({ $ref: `#/__bundled__/${name}` });
const text = { type: "string" };

test.for<{ name: string; bundle: Record<string, unknown>; schema: object; written: object }>([
  {
    name: "what is referred to stands in its place, with what stands beside the reference",
    bundle: { Text: text, Pair: { prefixItems: [to("Text"), to("Text")] } },
    schema: { properties: { pair: { ...to("Pair"), title: "Both" } }, allOf: [to("Text")] },
    written: { properties: { pair: { prefixItems: [text, text], title: "Both" } }, allOf: [text] },
  },
  {
    name: "data that looks like a reference stays",
    bundle: { Text: text },
    schema: { enum: [to("Text")], default: to("Text"), properties: { enum: to("Text") } },
    written: { enum: [to("Text")], default: to("Text"), properties: { enum: text } },
  },
  {
    name: "what can't be found stays",
    bundle: {},
    schema: { items: to("None"), not: { $ref: "#/else/where" } },
    written: { items: to("None"), not: { $ref: "#/else/where" } },
  },
])("$name", ({ bundle, schema, written }) => {
  expect(createWriteOut(bundle)(schema)).toEqual(written);
});

/** How many objects a schema has, and whether any of them is a reference. */
function look(schema: unknown): { readonly parts: number; readonly refers: boolean } {
  if (typeof schema !== "object" || schema === null) return { parts: 0, refers: false };
  const inner = Object.values(schema).map(look);
  return {
    parts: inner.reduce((sum, { parts }) => sum + parts, 1),
    refers: "$ref" in schema || inner.some(({ refers }) => refers),
  };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `S${index}`);
const referring = (count: number, keyword: (ref: object, name: string) => object) =>
  Object.fromEntries(
    names(count).map((name) => [name, Object.assign({}, ...names(count).map((other) => keyword(to(other), other)))]),
  );

test.for([1, 2, 12, 300])("%i schemas that refer to each other become one of a bounded size", (count) => {
  const properties = Object.fromEntries(names(count).map((name) => [name, to(name)]));
  const bundle = Object.fromEntries(names(count).map((name) => [name, { type: "object", properties }]));
  const { parts, refers } = look(createWriteOut(bundle)({ type: "object", properties: { first: to("S0") } }));
  expect(refers).toBe(false);
  expect(parts).toBeGreaterThan(1);
  expect(parts).toBeLessThan(15_000);
});

test("lists in lists become values of a bounded size", () => {
  const list = { type: "array", items: to("List") };
  const made = JSON.stringify(createWriteOut({ List: list })(list));
  // Each level may be three times as large as the one before.
  const levels = made.split('"type":"array"').length - 1;
  expect(levels).toBeGreaterThan(2);
  expect(3 ** levels).toBeLessThan(20_000);
});

test("what is too deep is left out where a value needs not have it", () => {
  const tree = { type: "object", required: ["list"], properties: { list: { type: "array", items: to("Tree") } } };
  const made = JSON.stringify(createWriteOut({ Tree: tree })(tree));
  expect(made).toContain('"list":{"type":"array","items":{},"minItems":0,"maxItems":0}');
  const choice = { oneOf: [text, to("Choice")] };
  expect(JSON.stringify(createWriteOut({ Choice: choice })(choice))).toContain('{"oneOf":[{"type":"string"}]}');
});

test("what needs itself without end stays as it is", () => {
  const endless = { type: "object", required: ["next"], properties: { next: to("Endless") } };
  expect(createWriteOut({ Endless: endless })(endless)).toBe(endless);
});

test("each is written out once", () => {
  const writeOut = createWriteOut(referring(2, (ref, name) => ({ properties: { [name]: ref } })));
  const schema = { items: to("S0") };
  expect(writeOut(schema)).toBe(writeOut(schema));
});
