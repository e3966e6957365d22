import { resolved, type Schema } from "@spkey/model";
import { compareDiscriminators, discriminatorOf } from "./discriminator.ts";
import { familyOf } from "./kinds.ts";
import { matchMembers } from "./match.ts";
import { type Branch, type Context, type Findings, type Found, join, nothing, only, type Resolved } from "./node.ts";

/**
 * Schemas of which one at least is a union (`type` with several names, `anyOf`, `oneOf`; null is a member like any other).
 * The order of members does not count, and neither does a union in a union.
 */
export function compareUnions(before: Resolved, after: Resolved, context: Context): Findings {
  const [old, now] = [membersOf(before), membersOf(after)];
  const { pairs, gone, added } = matchMembers(old, now, context);
  const isSingle = [old, now].every((members) => members.filter((each) => !isNull(each)).length === 1);
  const inside: Branch[] = pairs.map(([a, b]) => ({ step: isSingle ? "" : label(b), pair: context.pair(a, b) }));
  const [goneValues, addedValues] = [gone, added].map((members) => members.filter((member) => !isNull(member)));
  const replaced = isSingle && goneValues?.length === 1 && addedValues?.length === 1;
  const found: Found[] = [
    ...nullFound(gone.some(isNull), added.some(isNull)),
    ...(replaced
      ? [{ fact: "type-changed" as const, what: `it was ${label(goneValues?.[0])} and is ${label(addedValues?.[0])}` }]
      : [
          ...(goneValues ?? []).map((member) => goneFound(member, now, before, context)),
          ...(addedValues ?? []).map((member) => addedFound(member, old, after, context)),
        ]),
  ];
  return join({ found, inside }, compareSort(before, after), compareDiscriminators(before, after, context));
}

/** What a union is made of, down to what is no union; of anything else, itself. */
function membersOf(schema: Schema, above: readonly Schema[] = []): readonly Schema[] {
  const end = resolved(schema);
  if (end.kind !== "union" || above.includes(end)) return [schema];
  return end.members.flatMap((member) => membersOf(member, [...above, end]));
}

function isNull(schema: Schema): boolean {
  return resolved(schema).kind === "null";
}

function nullFound(gone: boolean, added: boolean): Found[] {
  if (gone) return [{ fact: "null-removed", what: "it can't be null any more" }];
  return added ? [{ fact: "null-added", what: "it may be null now" }] : [];
}

function goneFound(member: Schema, now: readonly Schema[], union: Resolved, { direction, fits }: Context): Found {
  if (direction === "request" && now.some((other) => fits(member, other))) {
    return { fact: "alternatives-rewritten", what: `${label(member)} is part of another alternative now` };
  }
  const fact = isByType(union, member) ? "type-narrowed" : "alternative-removed";
  return { fact, what: `it can't be ${label(member)} any more` };
}

function addedFound(member: Schema, old: readonly Schema[], union: Resolved, { direction, fits }: Context): Found {
  if (direction === "answer" && old.some((other) => fits(other, member))) {
    return { fact: "alternatives-rewritten", what: `${label(member)} was part of another alternative before` };
  }
  const fact = isByType(union, member) ? "type-widened" : "alternative-added";
  return { fact, what: `it may be ${label(member)} now` };
}

/** Whether a member is one by its type, and no alternative that has been described for itself. */
function isByType(union: Resolved, member: Schema): boolean {
  return (
    union.kind !== "union" || union.of === "type" || (member.kind !== "reference" && familyOf(member) !== "object")
  );
}

/** `oneOf` or `anyOf`: the same where no value can fit two of the members. */
function compareSort(before: Resolved, after: Resolved): Findings {
  if (before.kind !== "union" || after.kind !== "union" || before.of === after.of) return nothing;
  if ([before, after].some((union) => union.of === "type" || areApart(union))) return nothing;
  return after.of === "oneOf"
    ? only({ fact: "alternatives-exclusive", what: "a value has to fit exactly one of the alternatives now" })
    : only({ fact: "alternatives-combinable", what: "a value may fit several of the alternatives now" });
}

function areApart(union: Extract<Resolved, { readonly kind: "union" }>): boolean {
  if (discriminatorOf(union)) return true;
  const families = union.members.map((member) => familyOf(resolved(member)));
  return new Set(families).size === families.length && !families.some((family) => /^(mixed|other)$/.test(family));
}

/** What people call a member: its name, or of which kind it is. */
function label(schema: Schema | undefined): string {
  if (!schema) return "nothing";
  if (schema.name !== undefined) return schema.name;
  const end = resolved(schema);
  if (end.kind !== "enum") return end.kind;
  return end.values.length === 1 ? JSON.stringify(end.values[0]) : `one of ${end.values.length} values`;
}
