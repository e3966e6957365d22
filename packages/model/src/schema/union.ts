import type { Schema, UnionSchema } from "./types.ts";

/**
 * A union as products expect it: without what no value can be, without null twice, and not as the only member of another
 * one. One member alone is no union.
 */
export function unionOf(union: UnionSchema): Schema {
  const members: Schema[] = [];
  const put = (member: Schema) => {
    // Of `oneOf`, what two members allow is refused: also null.
    const again = member.kind === "null" && union.of !== "oneOf" && members.some(({ kind }) => kind === "null");
    if (!again) members.push(member);
  };
  let { of, discriminator } = union;
  for (const member of union.members) {
    if (member.kind === "never") continue;
    if (member.kind !== "union" || !canFlatten(union, member)) {
      put(member);
      continue;
    }
    if (member.of !== "type") of = member.of;
    discriminator ??= member.discriminator;
    member.members.forEach(put);
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
  if (inner.conditions.length > 0 || impliedMembers(inner)) return false;
  if (inner.of === "type" && inner.members.every(({ kind }) => kind !== "object") && outer.of !== "oneOf") return true;
  if (!outer.members.every((member) => member === inner || member.kind === "null")) return false;
  return (outer.of !== "oneOf" && inner.of !== "oneOf") || !inner.members.some(mayBeNull);
}

/** Of references it is not known here: what they lead to may not have been read. */
function mayBeNull(schema: Schema): boolean {
  if (schema.kind === "union") return schema.members.some(mayBeNull);
  return schema.kind === "any" || schema.kind === "null" || isImplied(schema);
}

/** Whether a schema only has rules for values of one type, and allows all values of other types. */
export function isImplied(schema: Schema): boolean {
  return "implied" in schema && schema.implied;
}

/**
 * The rules of a schema without `type`, each for values of one type; nothing where the schema says of which type a value is.
 * Where there are several, such as `minLength` and `minItems`, they make a union of which a value has to keep all.
 */
export function impliedMembers(schema: Schema): readonly Schema[] | undefined {
  if (schema.kind !== "union") return isImplied(schema) ? [schema] : undefined;
  return schema.of === "type" && schema.members.every(isImplied) ? schema.members : undefined;
}
