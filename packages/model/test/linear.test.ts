import { expect, test } from "vitest";
import { exampleRequest, readDescription } from "../src/index.ts";
import { documentWith } from "./describe.ts";

/** A description of this many operations, each with schemas of its own, which counts how often a part of it is looked at. */
function large(count: number) {
  let looks = 0;
  const counted = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name, receiver) {
        looks++;
        return Reflect.get(target, name, receiver);
      },
    });
  const names = Array.from({ length: count }, (_, i) => `Thing${i}`);
  const ref = (name: string) => counted({ $ref: `#/components/schemas/${name}` });
  const schemas = Object.fromEntries(
    names.map((name, i) => [
      name,
      counted({
        allOf: [
          ref("Base"),
          counted({ type: "object", properties: counted({ next: ref(names[(i + 1) % count] ?? "Base") }) }),
        ],
      }),
    ]),
  );
  const paths = Object.fromEntries(
    names.map((name) => [
      `/${name}`,
      counted({
        post: counted({
          requestBody: { content: { "application/json": counted({ schema: ref(name) }) } },
          responses: { 200: { description: "d", content: { "application/json": counted({ schema: ref(name) }) } } },
        }),
      }),
    ]),
  );
  const base = counted({ type: "object", required: ["id"], properties: counted({ id: counted({ type: "string" }) }) });
  const document = documentWith({ paths, components: { schemas: { ...schemas, Base: base } } });
  return { document, looks: () => looks };
}

test("reading, and making every example, costs no more than ten times for ten times as many operations", () => {
  const costs = [20, 200].map((count) => {
    const { document, looks } = large(count);
    const description = readDescription(document);
    for (const operation of description.operations) exampleRequest(description, operation);
    return looks();
  });
  const [few = 0, many = 0] = costs;
  expect(few).toBeGreaterThan(500);
  expect(many / few).toBeLessThan(11);
});
