import { isDeepStrictEqual } from "node:util";
import { type Context, type Findings, type Found, listed, only, type Resolved } from "./node.ts";

type EnumSchema = Extract<Resolved, { readonly kind: "enum" }>;

/** Two lists of values (JSON Schema Validation 2020-12, section 6.1.2): their order does not count, and a `const` is a list of one. */
export function compareValues(before: EnumSchema, after: EnumSchema): Findings {
  const removed = missing(before.values, after.values);
  const added = missing(after.values, before.values);
  if (removed.length > 0 && removed.length === before.values.length) {
    return only({ fact: "enum-replaced", what: `it was ${listed(before.values)} and is ${listed(after.values)}` });
  }
  const found: Found[] = [];
  if (removed.length > 0)
    found.push({ fact: "enum-narrowed", what: `${listed(removed)} is none of its values any more` });
  if (added.length > 0) found.push({ fact: "enum-widened", what: `${listed(added)} is one of its values now` });
  return { found, inside: [] };
}

function missing(values: readonly unknown[], from: readonly unknown[]): readonly unknown[] {
  if (values.every((value) => typeof value !== "object") && from.every((value) => typeof value !== "object")) {
    const known = new Set(from);
    return values.filter((value) => !known.has(value));
  }
  return values.filter((value) => !from.some((other) => isDeepStrictEqual(other, value)));
}

/** A list of values on one side only. What is listed may still be outside of what the other side allows. */
export function compareListed(before: Resolved, after: Resolved, { allows }: Context): Findings {
  if (before.kind === "enum") {
    const refused = before.values.filter((value) => !allows("after", after, value));
    return only(
      { fact: "enum-removed", what: "it may be any value now, and was one of a list" },
      ...(refused.length > 0
        ? [{ fact: "enum-narrowed" as const, what: `${listed(refused)} is not allowed any more` }]
        : []),
    );
  }
  const added = after.kind === "enum" ? after.values.filter((value) => !allows("before", before, value)) : [];
  return only(
    { fact: "enum-added", what: `it was any value, and is one of a list now` },
    ...(added.length > 0 ? [{ fact: "enum-widened" as const, what: `${listed(added)} was not allowed before` }] : []),
  );
}
