import { type Context, type Findings, join, nothing, only, type Resolved } from "./node.ts";

type ArraySchema = Extract<Resolved, { readonly kind: "array" }>;

/** Items, in their places and after them (JSON Schema Core 2020-12, section 10.3.1). */
export function compareArrays(before: ArraySchema, after: ArraySchema, context: Context): Findings {
  const count = Math.max(before.prefixItems.length, after.prefixItems.length);
  const at = ({ prefixItems, items }: ArraySchema, index: number) => prefixItems[index] ?? items;
  return join(
    ...Array.from({ length: count }, (_, index) =>
      context.site(`[${index}]`, at(before, index), at(after, index), { alwaysThere: true }),
    ),
    context.site("[]", before.items, after.items, { alwaysThere: true }),
    compareContains(before, after, context),
  );
}

function compareContains({ contains: old }: ArraySchema, { contains: now }: ArraySchema, { same }: Context): Findings {
  if (!old && !now) return nothing;
  if (!old) return only({ fact: "condition-added", what: "it has to contain certain items" });
  if (!now) return only({ fact: "condition-removed", what: "it need not contain certain items any more" });
  if (!same(old.schema, now.schema)) {
    return only({ fact: "condition-changed", what: "the items that it has to contain are others" });
  }
  const [min, max] = [now.min - old.min, (old.max ?? Infinity) - (now.max ?? Infinity)];
  const differs = (value: number) => !Number.isNaN(value) && value !== 0;
  return {
    found: [min, max].filter(differs).map((value) => ({
      fact: value > 0 ? ("bounds-tightened" as const) : ("bounds-loosened" as const),
      what: "how many of certain items it contains has changed",
    })),
    inside: [],
  };
}
