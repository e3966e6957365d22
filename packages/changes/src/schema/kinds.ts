import type { Schema } from "@spkey/model";
import type { Resolved } from "./node.ts";

/** Kinds whose values may be the same: whole numbers are numbers, and listed values are of the type that they have. */
export type Family = "null" | "boolean" | "number" | "string" | "bytes" | "array" | "object" | "mixed" | "other";

export function familyOf(schema: Resolved): Family {
  switch (schema.kind) {
    case "integer":
      return "number";
    case "enum":
      return familyOfValues(schema.values);
    case "any":
    case "never":
    case "union":
      return "other";
    default:
      return schema.kind;
  }
}

function familyOfValues(values: readonly unknown[]): Family {
  const families = new Set(values.map(familyOfValue));
  const [only = "mixed"] = families;
  return families.size === 1 ? only : "mixed";
}

function familyOfValue(value: unknown): Family {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "string" || type === "number" || type === "boolean" || type === "object" ? type : "mixed";
}

/**
 * The rules of a schema that does not say of which type a value is: each is for values of one type, and all others are
 * allowed. None where anything is allowed; nothing where the schema has a type.
 */
export function rulesWithoutType(schema: Resolved): readonly Resolved[] | undefined {
  if (schema.kind === "any") return [];
  if (isImplied(schema)) return [schema];
  if (schema.kind !== "union" || schema.of !== "type" || !schema.members.every(isImplied)) return undefined;
  return schema.members.flatMap((member) => (member.kind === "reference" ? [] : [member]));
}

function isImplied(schema: Schema): boolean {
  return "implied" in schema && schema.implied;
}

/** The same in fewer forms: a list of both booleans is a boolean, a multiple of a whole number is one, and so on. */
export function simplified(schema: Resolved): Resolved {
  if (schema.kind === "enum" && schema.values.length === 2 && familyOf(schema) === "boolean") {
    const { values: _values, constant: _constant, of: _of, ...rest } = schema;
    return { ...rest, kind: "boolean" };
  }
  if (schema.kind === "object" && schema.additionalProperties === undefined) return withoutUnevaluated(schema);
  if (schema.kind === "number" && schema.multipleOf.some(Number.isInteger)) return { ...schema, kind: "integer" };
  return schema;
}

/**
 * What is left over of an object whose `allOf` is merged is what has no name in it: there, `unevaluatedProperties` is
 * `additionalProperties` (JSON Schema Core 2020-12, section 11.3), unless other rules of the object have names as well.
 */
function withoutUnevaluated(schema: Extract<Resolved, { readonly kind: "object" }>): Resolved {
  const [rule, ...others] = schema.conditions.filter(({ keyword }) => keyword !== "not");
  if (rule?.keyword !== "unevaluatedProperties" || others.length > 0) return schema;
  const conditions = schema.conditions.filter((condition) => condition !== rule);
  return { ...schema, conditions, additionalProperties: rule.schema };
}
