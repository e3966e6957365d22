import type { ObjectSchema, Schema } from "./types.ts";
import { resolved } from "./visit.ts";

/** A field of a value that its schema does not tell of, though it allows it, or tells of for requests only. */
export interface UnexpectedField {
  readonly kind: "undeclared" | "writeOnly";
  /** Where it is in the value. */
  readonly path: readonly string[];
  /** The object that does not declare it, or the property that is only sent. */
  readonly pointer: string;
}

/**
 * The fields that nobody expects in a valid value, at any depth. Of a union, what one member describes is described, as TypeScript has
 * it of literals: of those members only that list the value's own values, where they tell members apart (`kind: "a" | "b"`).
 */
export function unexpectedFields(schema: Schema, value: unknown): readonly UnexpectedField[] {
  return unexpectedIn([schema], value, []);
}

function unexpectedIn(schemas: readonly Schema[], value: unknown, path: readonly string[]): readonly UnexpectedField[] {
  if (typeof value !== "object" || value === null) return [];
  const members = schemas.flatMap(membersOf);
  if (members.some(({ kind }) => kind === "any")) return [];
  if (Array.isArray(value)) {
    const lists = members.filter((member) => member.kind === "array");
    return value.flatMap((item, index) =>
      unexpectedIn(
        lists.map(({ prefixItems, items }) => prefixItems[index] ?? items),
        item,
        [...path, String(index)],
      ),
    );
  }
  const objects = fitting(
    members.filter((member) => member.kind === "object"),
    value,
  );
  const [first] = objects;
  if (!first) return [];
  return Object.entries(value).flatMap(([name, item]): readonly UnexpectedField[] => {
    const inner = [...path, name];
    const described = objects.flatMap((each) => fieldsOf(each, name));
    const sent = described.find(({ writeOnly }) => writeOnly);
    if (sent) return [{ kind: "writeOnly", path: inner, pointer: sent.pointer }];
    if (described.length > 0) return unexpectedIn(described, item, inner);
    // An object of which no field is described may have any.
    const isOpen = objects.some(({ properties }) => properties.length === 0);
    return isOpen ? [] : [{ kind: "undeclared", path: inner, pointer: first.pointer }];
  });
}

function membersOf(schema: Schema): readonly Schema[] {
  const end = resolved(schema);
  return end.kind === "union" ? end.members.flatMap(membersOf) : [end];
}

/** The objects that have the value's own values among those that they list; all of them, where none has. */
function fitting(objects: readonly ObjectSchema[], value: object): readonly ObjectSchema[] {
  const own = new Map(Object.entries(value));
  const fits = objects.filter(({ properties }) =>
    properties.every(({ name, schema }) => {
      const end = resolved(schema);
      return end.kind !== "enum" || !own.has(name) || end.values.includes(own.get(name));
    }),
  );
  return fits.length > 0 ? fits : objects;
}

/** What an object says of a field. */
function fieldsOf(
  { properties, patternProperties, additionalProperties }: ObjectSchema,
  name: string,
): readonly Schema[] {
  const property = properties.find((each) => each.name === name)?.schema;
  if (property) return [property];
  const described = patternProperties.filter(({ pattern }) => new RegExp(pattern, "u").test(name));
  if (described.length > 0) return described.map(({ schema }) => schema);
  return additionalProperties ? [additionalProperties] : [];
}
