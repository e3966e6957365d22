import type { Schema } from "./types.ts";
import { resolved } from "./visit.ts";

/** A field of a value that its schema does not tell of, though it allows it, or tells of for requests only. */
export interface UnexpectedField {
  readonly kind: "undeclared" | "writeOnly";
  /** Where it is in the value. */
  readonly path: readonly string[];
  /** The object that does not declare it, or the property that is only sent. */
  readonly pointer: string;
}

/** The fields that nobody expects in a valid value, at any depth: of a union by the member that knows most of them. */
export function unexpectedFields(
  schema: Schema,
  value: unknown,
  path: readonly string[] = [],
): readonly UnexpectedField[] {
  const end = resolved(schema);
  const shape = Array.isArray(value) ? "array" : "object";
  if (typeof value !== "object" || value === null) return [];
  if (end.kind === "union") {
    const alike = end.members.filter((member) => ["union", shape].includes(resolved(member).kind));
    const found = alike.map((member) => unexpectedFields(member, value, path));
    const unknown = (fields: readonly UnexpectedField[]) => fields.filter(({ kind }) => kind === "undeclared").length;
    // Of several that know as much, the one that has something against them.
    return found.toSorted((a, b) => unknown(a) - unknown(b) || b.length - a.length)[0] ?? [];
  }
  if (end.kind !== shape) return [];
  return Object.entries(value).flatMap(([name, item]): readonly UnexpectedField[] => {
    const inner = [...path, name];
    const within = (each: Schema) => unexpectedFields(each, item, inner);
    if (end.kind === "array") return within(end.prefixItems[Number(name)] ?? end.items);
    if (end.kind !== "object") return [];
    const { properties, patternProperties, additionalProperties, pointer } = end;
    const property = properties.find((each) => each.name === name)?.schema;
    if (property?.writeOnly) return [{ kind: "writeOnly", path: inner, pointer: property.pointer }];
    if (property) return within(property);
    const described = patternProperties.filter(({ pattern }) => new RegExp(pattern, "u").test(name));
    if (described.length > 0) return described.flatMap((each) => within(each.schema));
    if (additionalProperties) return within(additionalProperties);
    // An object of which no field is described may have any.
    return properties.length === 0 ? [] : [{ kind: "undeclared", path: inner, pointer }];
  });
}
