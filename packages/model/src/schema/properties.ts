import type { Property, Schema } from "./types.ts";
import { resolved } from "./visit.ts";

/** The properties of an object; of one that may also be null, those of the object; none of anything else. */
export function propertiesOf(schema: Schema): readonly Property[] {
  const end = resolved(schema);
  if (end.kind === "object") return end.properties;
  if (end.kind !== "union") return [];
  const [only, ...others] = end.members.filter(({ kind }) => kind !== "null");
  return only && others.length === 0 ? propertiesOf(only) : [];
}

/** What a property of an object may be; of a union, what one of its members says of it. */
export function lookUpProperty(schema: Schema, name: string): Schema | undefined {
  const end = resolved(schema);
  if (end.kind === "object") {
    return end.properties.find((property) => property.name === name)?.schema ?? end.additionalProperties;
  }
  if (end.kind !== "union") return undefined;
  return end.members.map((member) => lookUpProperty(member, name)).find(Boolean);
}

/** What the items of an array may be; of a union, what one of its members says of them. */
export function lookUpItems(schema: Schema, above: readonly Schema[] = []): Schema | undefined {
  const end = resolved(schema);
  if (end.kind === "array") return end.items;
  if (end.kind !== "union" || above.includes(end)) return undefined;
  return end.members.map((member) => lookUpItems(member, [...above, end])).find(Boolean);
}

/** The names of the properties that an object, or any alternative of it, describes. */
export function namesOf(schema: Schema, above: readonly Schema[] = []): readonly string[] {
  const end = resolved(schema);
  if (end.kind === "object") return end.properties.map(({ name }) => name);
  if (end.kind !== "union" || above.includes(end)) return [];
  return [...new Set(end.members.flatMap((member) => namesOf(member, [...above, end])))];
}
