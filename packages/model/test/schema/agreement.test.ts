import { type Schema as JsonSchema, Validator } from "@cfworker/json-schema";
import fc from "fast-check";
import { generateSync } from "json-schema-faker";
import { describe, expect, test } from "vitest";
import { createAjv, read, subjectOf } from "../describe.ts";
import { render } from "../render.ts";

/** Few names and small numbers, so that rules and values meet. */
const names = ["a", "b", "c"] as const;
const name = fc.constantFrom(...names);
const count = fc.integer({ min: 0, max: 3 });
const scalar = fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 1.5, "", "a", "ab");
const typeName = fc.constantFrom("null", "boolean", "object", "array", "number", "string", "integer");

/**
 * Schemas that the references lead to; `Node` and `Tree` lead back to themselves. None of them may be null: of `oneOf` beside null, the
 * model takes null of a reference for the same null.
 */
const components = {
  Base: { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
  Node: { type: "object", properties: { a: { $ref: "#/components/schemas/Node" }, b: { type: "integer" } } },
  Tree: {
    type: "object",
    properties: {
      a: { anyOf: [{ $ref: "#/components/schemas/Tree" }, { type: "string" }] },
      b: {
        type: "array",
        items: { oneOf: [{ $ref: "#/components/schemas/Tree" }, { $ref: "#/components/schemas/Node" }] },
      },
    },
  },
  Text: { type: ["string", "number"], minLength: 1 },
  Closed: {
    type: "object",
    properties: { a: {} },
    patternProperties: { "^b": { type: "number" } },
    additionalProperties: false,
  },
};
const reference = fc.constantFrom(...Object.keys(components)).map((to) => ({ $ref: `#/components/schemas/${to}` }));

const { schema } = fc.letrec<{ schema: unknown }>((tie) => {
  const inner = tie("schema");
  const rules = {
    type: fc.oneof(typeName, fc.uniqueArray(typeName, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }),
    const: scalar,
    minimum: count,
    exclusiveMaximum: count,
    multipleOf: fc.constantFrom(1, 2, 0.5),
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom("^a", "b$"),
    items: inner,
    prefixItems: fc.array(inner, { minLength: 1, maxLength: 2 }),
    contains: inner,
    minContains: count,
    maxContains: count,
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    properties: fc.dictionary(name, inner, { maxKeys: 2, noNullPrototype: true }),
    required: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
    additionalProperties: inner,
    patternProperties: fc.dictionary(fc.constantFrom("^a", "[bc]"), inner, { maxKeys: 1, noNullPrototype: true }),
    propertyNames: fc.constantFrom({ maxLength: 1 }, { enum: ["a", "b"] }, { pattern: "a|c" }),
    minProperties: count,
    maxProperties: count,
    dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), {
      maxKeys: 1,
      noNullPrototype: true,
    }),
    dependentSchemas: fc.dictionary(name, inner, { maxKeys: 1, noNullPrototype: true }),
    not: inner,
    if: inner,
    then: inner,
    else: inner,
    allOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
    anyOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
    oneOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
  };
  const keywords = fc.subarray(Object.keys(rules) as (keyof typeof rules)[], { minLength: 1, maxLength: 4 }); // Its own keys.
  const ruled = keywords.chain((chosen) =>
    fc.record(
      // ajv forgets `contains` beside `prefixItems` that allow nothing.
      Object.fromEntries(
        chosen
          .filter((keyword) => keyword !== "contains" || !chosen.includes("prefixItems"))
          .map((keyword): [string, fc.Arbitrary<unknown>] => [keyword, rules[keyword]]),
      ),
    ),
  );
  return {
    schema: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(
        fc.boolean(),
        typeName.map((type) => ({ type })),
        reference,
      ),
      ruled,
      ruled,
    ),
  };
});

const small = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(name, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
const values = fc.array(small, { minLength: 20, maxLength: 20 });

/** What two validators say of a value; nothing where they differ, as ajv is wrong about some schemas, or throws. */
function createVerdict(written: object): (value: unknown) => boolean | undefined {
  const validate = createAjv().compile(written);
  const second = new Validator(written as JsonSchema, "2020-12"); // Made of keywords of JSON Schema alone.
  return (value) => {
    const other = second.validate(value).valid;
    try {
      return validate(value) === other ? other : undefined;
    } catch (error) {
      if (error instanceof ReferenceError) return undefined;
      throw error;
    }
  };
}

describe("what the model reads allows what the schema allows", () => {
  test("schemas of every keyword, composed at random", () => {
    const counts = { allowed: 0, refused: 0, unclear: 0 };
    fc.assert(
      fc.property(schema, values, (subject, samples) => {
        const document = { components: { schemas: { Subject: subject, ...components } } };
        const verdict = createVerdict({ ...document, $ref: "#/components/schemas/Subject" });
        const verdictOfModel = createVerdict(render(subjectOf(read(document))));
        for (const value of [...samples, ...generated(document)]) {
          const [wanted, got] = [verdict(value), verdictOfModel(value)];
          if (wanted === undefined || got === undefined) {
            counts.unclear++;
            continue;
          }
          counts[wanted ? "allowed" : "refused"]++;
          expect(got, `${JSON.stringify(value)} of ${JSON.stringify(subject)}`).toBe(wanted);
        }
      }),
      { numRuns: Number(process.env["FUZZ_RUNS"] ?? 150), seed: Number(process.env["FUZZ_SEED"] ?? 1) },
    );
    // It proves something only where both answers are given often, and hardly ever none.
    expect(counts.allowed).toBeGreaterThan(1000);
    expect(counts.refused).toBeGreaterThan(1000);
    expect(counts.unclear).toBeLessThan(100);
  }, 120_000);
});

/** A value that is likely to fit; json-schema-faker does not know all schemas. */
function generated(document: object): unknown[] {
  try {
    return [generateSync({ ...document, $ref: "#/components/schemas/Subject" }, { seed: 1 })];
  } catch {
    return [];
  }
}
