import { also, type Given, given, type Intersect, largest, smallest } from "./merge.ts";
import type { ArraySchema, SchemaBase } from "./types.ts";

export function mergeArrays(a: ArraySchema, b: ArraySchema, base: SchemaBase, merge: Intersect): ArraySchema {
  const count = Math.max(a.prefixItems.length, b.prefixItems.length);
  const at = ({ prefixItems, items }: ArraySchema, index: number) => prefixItems[index] ?? items;
  const fields: Given<Pick<ArraySchema, "minItems" | "maxItems" | "contains">> = given({
    minItems: largest(a.minItems, b.minItems),
    maxItems: smallest(a.maxItems, b.maxItems),
    contains: a.contains ?? b.contains,
  });
  return {
    ...base,
    kind: "array",
    implied: a.implied && b.implied,
    items: merge(a.items, b.items),
    prefixItems: Array.from({ length: count }, (_, index) => merge(at(a, index), at(b, index))),
    ...fields,
    uniqueItems: a.uniqueItems || b.uniqueItems,
    // There is one field for `contains`: a second one stays a rule of its own.
    conditions: a.contains && b.contains ? [...base.conditions, also(b)] : base.conditions,
  };
}
