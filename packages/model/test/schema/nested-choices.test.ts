import { describe, expect, test } from "vitest";
import { read } from "../describe.ts";

const kinds = Array.from({ length: 12 }, (_, index) => `kind${index}`);

/** Blocks of a text: each contains others of every kind, and only its last property says of which kind it is. */
const { validate, accepts } = read({
  components: {
    schemas: {
      Block: { oneOf: kinds.map((kind) => ({ $ref: `#/components/schemas/${kind}` })) },
      ...Object.fromEntries(
        kinds.map((kind) => [
          kind,
          {
            type: "object",
            required: ["kind"],
            properties: {
              inside: { type: "array", items: { $ref: "#/components/schemas/Block" } },
              kind: { const: kind },
            },
          },
        ]),
      ),
    },
  },
});

const pointer = "#/components/schemas/Block";

function nested(depth: number, innermost: unknown): unknown {
  return Array.from({ length: depth }).reduce(
    (inner: unknown, _, index) => ({ kind: `kind${index % kinds.length}`, inside: [inner] }),
    innermost,
  );
}

// Evaluated to their end, twelve alternatives that are five deep are a million.
describe.for([1, 3, 5])("alternatives that contain each other, %i deep", (depth) => {
  test("a value that fits breaks no rule", () => {
    const value = nested(depth, { kind: "kind0" });
    expect(accepts(pointer, value, "request")).toBe(true);
    expect(validate(pointer, value, "request")).toEqual([]);
  });

  test("of one that does not, the reason is told with its place", () => {
    const value = nested(depth, { kind: "another" });
    const path = Array.from({ length: depth }, () => ["inside", "0"]).flat();
    expect(accepts(pointer, value, "request")).toBe(false);
    expect(validate(pointer, value, "request")).toContainEqual(
      expect.objectContaining({ path: [...path, "kind"], keyword: "const" }),
    );
  });
});
