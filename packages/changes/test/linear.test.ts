import { expect, test } from "vitest";
import { compareDescriptions } from "../src/index.ts";
import { read } from "./describe.ts";

/** A description of this many operations: a schema of its own for each, which leads to the next one, and one that all share. */
function large(count: number, type: string): object {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const body = (schema: object) => ({ content: { "application/json": { schema } } });
  const numbers = Array.from({ length: count }, (_, index) => index);
  const schemas = numbers.map((index) => [
    `Thing${index}`,
    {
      type: "object",
      properties: {
        next: ref(`Thing${(index + 1) % count}`),
        shared: ref("Shared"),
        value: {
          oneOf: [
            { type: "object", properties: { b: { type: "string" } } },
            { type: "object", properties: { a: { type }, next: ref(`Thing${(index + 1) % count}`) } },
          ],
        },
      },
    },
  ]);
  const paths = numbers.map((index) => [
    `/things/${index}`,
    {
      put: {
        requestBody: body(ref(`Thing${index}`)),
        responses: { 200: { description: "d", ...body(ref(`Thing${index}`)) } },
      },
    },
  ]);
  return {
    openapi: "3.1.0",
    info: { title: "Large", version: "1" },
    paths: Object.fromEntries(paths),
    components: {
      schemas: { ...Object.fromEntries(schemas), Shared: { type: "object", properties: { a: { type } } } },
    },
  };
}

test("1,000 operations cost ten times as many comparisons as 100, and each change is told once", () => {
  const [few, many] = [100, 1000].map((count) =>
    compareDescriptions(read(large(count, "integer")), read(large(count, "number"))),
  );
  expect(few?.comparedSchemas).toBeGreaterThan(500);
  expect((many?.comparedSchemas ?? 0) / (few?.comparedSchemas ?? 1)).toBeLessThan(11);
  // Some for each operation, on two ways, and some more for trials of what stands for what, which are bounded.
  expect(many?.comparedSchemas).toBeLessThan(78 * 1000);
  // One for each `value`, and one for the shared schema; in each direction.
  expect(many?.changes.length).toBe(2 * (1000 + 1));
});
