import type { Schema, UnionSchema } from "./types.ts";

/**
 * A union as products expect it: without what no value can be, without null twice, and not as the only member of another
 * one. One member alone is no union.
 */
export function unionOf(union: UnionSchema): Schema {
  const members: Schema[] = [];
  let { of, discriminator } = union;
  for (const member of union.members) {
    if (member.kind === "never") continue;
    if (member.kind !== "union" || !canFlatten(union, member)) {
      if (member.kind !== "null" || members.every(({ kind }) => kind !== "null")) members.push(member);
      continue;
    }
    if (member.of !== "type") of = member.of;
    discriminator ??= member.discriminator;
    for (const inner of member.members) {
      if (inner.kind !== "null" || members.every(({ kind }) => kind !== "null")) members.push(inner);
    }
  }
  const { kind: _kind, of: _of, members: _members, discriminator: _discriminator, ...base } = union;
  const [first, second] = members;
  if (first === undefined) return { ...base, kind: "never" };
  if (second === undefined) {
    const { title = first.title, description = first.description } = base;
    return {
      ...first,
      ...base,
      conditions: [...first.conditions, ...base.conditions],
      ...(first.kind === "reference" && { name: first.name }),
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
    } as Schema; // The kind, and all that belongs to it, are the member's.
  }
  return { ...base, kind: "union", of, members, ...(discriminator && { discriminator }) };
}

/** A union in a union says the same as one, where nothing else is said of it, and only null is beside it. */
function canFlatten(outer: UnionSchema, inner: UnionSchema): boolean {
  if (inner.conditions.length > 0) return false;
  if (inner.of === "type" && inner.members.every(({ kind }) => kind !== "object")) return outer.of !== "oneOf";
  return outer.members.every((member) => member === inner || member.kind === "null");
}
