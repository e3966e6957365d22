import { resolved, type Schema } from "@spkey/model";
import { listed } from "./words.ts";

/**
 * The type of a schema in words: `string`, `object or null`, `array of string`. An object or a union that has a name is
 * called by it, where it is referred to.
 *
 * @param above targets of the references that lead to the schema: one of them again is called by its name
 */
export function typeName(schema: Schema, above: readonly string[] = []): string {
  switch (schema.kind) {
    case "reference":
      return referenceName(schema, above);
    case "union":
      return unionName(schema, above);
    case "array":
      return arrayName(schema, above);
    case "enum":
      return schema.of.kind === "any" ? valuesName(schema.values) : typeName(schema.of, above);
    case "never":
      return "no value";
    default:
      return schema.kind;
  }
}

function referenceName(schema: Extract<Schema, { kind: "reference" }>, above: readonly string[]): string {
  const end = resolved(schema);
  if (above.includes(schema.target) || end.kind === "object" || end.kind === "union") return schema.name;
  return typeName(end, [...above, schema.target]);
}

/** Null comes last. */
function unionName({ members }: Extract<Schema, { kind: "union" }>, above: readonly string[]): string {
  const names = new Set(members.filter(({ kind }) => kind !== "null").map((member) => typeName(member, above)));
  return listed([...names, ...(members.some(({ kind }) => kind === "null") ? ["null"] : [])], "or");
}

function arrayName({ items, prefixItems }: Extract<Schema, { kind: "array" }>, above: readonly string[]): string {
  // Where the first items differ, there is a row for each.
  if (prefixItems.length > 0 || items.kind === "any" || items.kind === "never") return "array";
  const name = typeName(items, above);
  return name.includes(" or ") ? `array of (${name})` : `array of ${name}`;
}

/** The types of values, in the order in which they come. */
function valuesName(values: readonly unknown[]): string {
  return listed([...new Set(values.map(typeOf))], "or");
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
