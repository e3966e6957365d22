import type { Schema } from "./types.ts";
import { resolved } from "./visit.ts";

/** What a value that is written as text is made of: one text, several, or several by name. */
export type Shape = "array" | "object" | "scalar";

/** The shapes that a schema allows. */
export function shapesOf(schema: Schema, above: readonly Schema[] = []): ReadonlySet<Shape> {
  const end = resolved(schema);
  if (above.includes(end)) return new Set();
  switch (end.kind) {
    case "array":
      return new Set(["array"]);
    case "object":
      return new Set(["object"]);
    case "union":
      return new Set(end.members.flatMap((member) => [...shapesOf(member, [...above, end])]));
    case "any":
      return new Set(["array", "object", "scalar"]);
    default:
      return new Set(["scalar"]);
  }
}
