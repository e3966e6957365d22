import { expect, test } from "vitest";
import { surveyDocument, withoutCircles } from "../../src/prism/survey.ts";

/** Lists in lists, each of ten times the same one: as many lines of YAML make 10 to their number of values. */
function bomb(levels: number): object {
  let inner: unknown = "value";
  for (let level = 0; level < levels; level++) inner = Array(10).fill(inner);
  return { openapi: "3.1.0", "x-aliases": inner };
}

/** Objects that hold each other, each all of them. */
function tangle(count: number): object[] {
  const all = Array.from({ length: count }, (): Record<string, unknown> => ({ type: "object" }));
  for (const one of all) one["properties"] = Object.fromEntries(all.map((other, index) => [`p${index}`, other]));
  return all;
}

/** How many objects a document has, written out. */
const sizeOf = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? Object.values(value).reduce((sum: number, item) => sum + sizeOf(item), 1)
    : 0;

test("aliases in aliases are refused with their place; as many as a description has are not", () => {
  expect(surveyDocument(bomb(6))).toMatchObject({ leadsOut: false, circular: new Set() });
  expect(() => surveyDocument(bomb(30))).toThrow("more than 10,000,000 values");
  expect(() => surveyDocument(bomb(30))).toThrow(
    expect.objectContaining({ pointer: expect.stringMatching(/^#\/x-al/) }),
  );
});

test("what is referred to outside is seen, within other things as well", () => {
  expect(surveyDocument({ a: [{ $ref: "#/b" }] }).leadsOut).toBe(false);
  expect(surveyDocument({ a: [{ $ref: "other.yaml#/b" }] }).leadsOut).toBe(true);
});

test.for([2, 12, 200])("%i objects that hold each other are written once each", (count) => {
  const document = { schemas: tangle(count) };
  const { circular } = surveyDocument(document);
  expect(circular.size).toBe(count);
  // Each with its properties, and a reference wherever one stands again.
  expect(sizeOf(withoutCircles(document, circular))).toBeLessThan(count * (count + 3) + 3);
});

test("what stands in a circle is referred to by its place", () => {
  const node: Record<string, unknown> = { type: "object" };
  node["properties"] = { "next/one": node, name: { type: "string" } };
  const document = { first: node, second: [node] };
  expect(withoutCircles(document, surveyDocument(document).circular)).toEqual({
    first: { type: "object", properties: { "next/one": { $ref: "#/first" }, name: { type: "string" } } },
    second: [{ $ref: "#/first" }],
  });
});
