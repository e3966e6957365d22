/** Schemas that refer to each other: what is written out of them has no end, and grows by a factor with each of them before it. */
import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../dist/index.js";
import { loadDocument } from "../src/prism/load.ts";
import { readOperations } from "../src/prism/operations.ts";
import { describing } from "./engine/judged.ts";

const named = (count: number) => Array.from({ length: count }, (_, index) => `S${index}`);
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/**
 * An operation for each of so many schemas, each of which refers to the next ones, in a circle.
 *
 * @param schemaOf a schema that refers to these
 */
function mutual(count: number, schemaOf: (name: string, refs: Record<string, object>) => object, openapi = "3.1.0") {
  const names = named(count);
  const after = (name: string) => [...names, ...names].slice(names.indexOf(name) + 1).slice(0, count > 12 ? 3 : count);
  const refsOf = (name: string) => Object.fromEntries(after(name).map((other) => [other, ref(other)]));
  const answer = (name: string) => ({ description: "It.", content: { "application/json": { schema: ref(name) } } });
  const paths = Object.fromEntries(names.map((name) => [`/${name}`, { get: { responses: { 200: answer(name) } } }]));
  return describing(
    paths,
    { schemas: Object.fromEntries(names.map((name) => [name, schemaOf(name, refsOf(name))])) },
    openapi,
  );
}

const optional = (name: string, refs: object) => ({
  type: "object",
  required: ["name"],
  properties: { name: { const: name }, ...refs },
});
/** Two alternatives: to validate a value that has alternatives in alternatives costs their number to the power of its depth. */
const listed = (name: string, refs: object) => ({
  type: "object",
  required: ["name", "list"],
  properties: { name: { enum: [name] }, list: { type: "array", items: { oneOf: Object.values(refs).slice(0, 2) } } },
});
const composed = (name: string, refs: object) => ({
  allOf: [
    { type: "object", required: ["name"], properties: { name: { type: "string", enum: [name] } } },
    { type: "object", properties: { inner: { anyOf: [{ type: "string", maxLength: 3 }, ...Object.values(refs)] } } },
  ],
});

async function answersOf(description: object, headers: Record<string, string>): Promise<unknown[]> {
  const mock = await startMock({ description });
  onTestFinished(() => mock.stop());
  const answers: unknown[] = [];
  for (const path of Object.keys((description as { readonly paths: object }).paths)) {
    const answer = await fetch(mock.url + path, { headers });
    const { name } = (await answer.json()) as { readonly name?: unknown };
    answers.push([answer.status, name, answer.headers.get("sl-violations")]);
  }
  return answers;
}

test.for([
  { count: 12, how: "by properties", schemaOf: optional },
  { count: 12, how: "by lists", schemaOf: listed },
  { count: 12, how: "by alternatives", schemaOf: composed },
  { count: 12, how: "by alternatives", schemaOf: composed, openapi: "3.0.3" },
  { count: 300, how: "by properties", schemaOf: optional },
])("$count schemas that refer to each other $how: each operation answers as described", async (row) => {
  const { count, schemaOf, openapi } = row;
  const wanted = named(count).map((name) => [200, name, null]);
  expect(await answersOf(mutual(count, schemaOf, openapi), {})).toEqual(wanted);
});

test.for([
  { how: "by properties", schemaOf: optional },
  { how: "by lists", schemaOf: listed },
  { how: "by alternatives", schemaOf: composed },
])("12 schemas that refer to each other $how: generated values are as described", async ({ schemaOf }) => {
  const wanted = named(12).map((name) => [200, name, null]);
  expect(await answersOf(mutual(12, schemaOf), { Prefer: "dynamic=true" })).toEqual(wanted);
});

/** How many objects hang together, each counted once, however often it is held. */
function objectsIn(root: object): number {
  const known = new Set<object>([root]);
  for (const object of known) {
    for (const value of Object.values(object)) if (typeof value === "object" && value !== null) known.add(value);
  }
  return known.size;
}

test("what is read of a description grows as it does, whatever its schemas refer to", async () => {
  const factors = await Promise.all(
    [3, 30, 300].map(async (count) => {
      const description = JSON.parse(JSON.stringify(mutual(count, optional)));
      return objectsIn(readOperations(await loadDocument(description))) / objectsIn(description);
    }),
  );
  for (const factor of factors) expect(factor).toBeLessThan(5);
});

test("a thousand operations share what they refer to", async () => {
  const schemas = Object.fromEntries(
    named(50).map((name, index) => [name, optional(name, { next: ref(`S${(index + 1) % 50}`) })]),
  );
  const sizes = await Promise.all(
    [100, 1000].map(async (count) => {
      const content = (index: number) => ({ "application/json": { schema: ref(`S${index % 50}`) } });
      const paths = Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `/r${index}`,
          { get: { responses: { 200: { description: "It.", content: content(index) } } } },
        ]),
      );
      return objectsIn(readOperations(await loadDocument(describing(paths, { schemas }))));
    }),
  );
  const [few = 0, many = 0] = sizes;
  // Each of its own is a few objects; the schemas are hundreds.
  expect((many - few) / 900).toBeLessThan(40);
});
