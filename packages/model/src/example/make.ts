import { generateSync } from "json-schema-faker";
import type { Node } from "../parse/node.ts";
import { fragment } from "../schema/fragment.ts";
import type { Direction, Schema } from "../schema/types.ts";
import type { Validator } from "../schema/validate.ts";
import { compose } from "./compose.ts";
import { absent, type Context, most } from "./context.ts";

/** A value that satisfies its schema, or why none could be made. */
export type Made =
  | { readonly value: unknown }
  /** `pointer` is where the schema stands. */
  | { readonly impossible: string; readonly pointer: string };

/** Makes an example of a schema for a direction; the same one each time. */
export type MakeExample = (schema: Schema, direction: Direction) => Made;

/** How often a random value is made at most. */
const mostTries = 8;

/**
 * Makes examples of what the parts of a schema say: their own examples, defaults and values first. What is made is validated;
 * where rules are left that reach over several parts, json-schema-faker tries, which knows more of them and writes worse prose.
 */
export function createMakeExample(
  { validate, accepts }: Validator,
  schemas: (direction: Direction) => Node,
): MakeExample {
  const known = { request: new WeakMap<Schema, Made>(), response: new WeakMap<Schema, Made>() };

  const make: MakeExample = (schema, direction) => {
    const found = known[direction].get(schema);
    if (found) return found;
    const made = makeOnce(schema, direction);
    known[direction].set(schema, made);
    return made;
  };

  const makeOnce: MakeExample = (schema, direction) => {
    const reasons: string[] = [];
    for (const sparse of [false, true]) {
      const value = ofBoundedSize(schema, { direction, sparse, accepts });
      if (value === absent) continue;
      const violations = validate(schema.pointer, value, direction);
      if (violations.length === 0) return { value };
      reasons.push(...violations.map(({ path, message }) => `${path.join("/") || "the value"}: ${message}`));
    }
    for (let seed = 1; seed <= mostTries; seed++) {
      const value = random(schemas(direction), schema.pointer, seed);
      if (value !== absent && accepts(schema.pointer, value, direction)) return { value };
    }
    return { impossible: reasons[0] ?? "It contains itself without end, or allows no value.", pointer: schema.pointer };
  };

  return make;
}

/** As deep as it can be without being too large. */
function ofBoundedSize(schema: Schema, context: Pick<Context, "direction" | "sparse" | "accepts">): unknown {
  let value: unknown = absent;
  for (let depth: number = most.depth; depth > 0; depth--) {
    const spent = { values: 0 };
    value = compose(schema, { ...context, above: [], depth, spent });
    if (spent.values <= most.values) break;
  }
  return value;
}

function random(document: Node, pointer: string, seed: number): unknown {
  try {
    return generateSync({ ...document, $ref: fragment(pointer) }, { seed });
  } catch {
    return absent; // It has rules that the generator does not know.
  }
}
