import { append } from "../http/pointer.ts";
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
  if (Array.isArray(value)) {
    if (end.kind === "union") return leastOf(end.members, value, path);
    if (end.kind !== "array") return [];
    return value.flatMap((item, index) =>
      unexpectedFields(end.prefixItems[index] ?? end.items, item, [...path, String(index)]),
    );
  }
  if (typeof value !== "object" || value === null) return [];
  if (end.kind === "union") return leastOf(end.members, value, path);
  if (end.kind !== "object") return [];
  const { properties, patternProperties, additionalProperties } = end;
  return Object.entries(value).flatMap(([name, item]): readonly UnexpectedField[] => {
    const inner = [...path, name];
    const property = properties.find((each) => each.name === name);
    if (property) {
      return property.schema.writeOnly
        ? [{ kind: "writeOnly", path: inner, pointer: append(end.pointer, "properties", name) }]
        : unexpectedFields(property.schema, item, inner);
    }
    const described = patternProperties.filter(({ pattern }) => new RegExp(pattern, "u").test(name));
    if (described.length > 0) return described.flatMap((each) => unexpectedFields(each.schema, item, inner));
    if (additionalProperties) return unexpectedFields(additionalProperties, item, inner);
    // An object of which no field is described may have any.
    return properties.length === 0 ? [] : [{ kind: "undeclared", path: inner, pointer: end.pointer }];
  });
}

/** By the alternative that knows most of the fields; of several, the one that has something against them. */
function leastOf(members: readonly Schema[], value: object, path: readonly string[]): readonly UnexpectedField[] {
  const ofSameShape = members.filter((member) => {
    const { kind } = resolved(member);
    return kind === "union" || kind === (Array.isArray(value) ? "array" : "object");
  });
  const found = ofSameShape.map((member) => unexpectedFields(member, value, path));
  const unknown = (fields: readonly UnexpectedField[]) => fields.filter(({ kind }) => kind === "undeclared").length;
  return found.toSorted((a, b) => unknown(a) - unknown(b) || b.length - a.length)[0] ?? [];
}
