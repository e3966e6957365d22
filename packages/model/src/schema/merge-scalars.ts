import { also, type Given, given, type Intersect, largest, mergeOptional, smallest } from "./merge.ts";
import type { BytesSchema, NumberSchema, SchemaBase, StringSchema } from "./types.ts";

export function mergeNumbers(a: NumberSchema, b: NumberSchema, base: SchemaBase): NumberSchema {
  const fields: Given<Pick<NumberSchema, "format" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum">> =
    given({
      format: a.format ?? b.format,
      minimum: largest(a.minimum, b.minimum),
      maximum: smallest(a.maximum, b.maximum),
      exclusiveMinimum: largest(a.exclusiveMinimum, b.exclusiveMinimum),
      exclusiveMaximum: smallest(a.exclusiveMaximum, b.exclusiveMaximum),
    });
  return {
    ...withFormats(a, b, base),
    kind: a.kind === "integer" || b.kind === "integer" ? "integer" : "number",
    implied: a.implied && b.implied,
    ...fields,
    multipleOf: [...new Set([...a.multipleOf, ...b.multipleOf])],
  };
}

export function mergeStrings(a: StringSchema, b: StringSchema, base: SchemaBase, merge: Intersect): StringSchema {
  const fields: Given<Omit<StringSchema, keyof SchemaBase | "kind" | "patterns" | "implied">> = given({
    format: a.format ?? b.format,
    minLength: largest(a.minLength, b.minLength),
    maxLength: smallest(a.maxLength, b.maxLength),
    contentEncoding: a.contentEncoding ?? b.contentEncoding,
    contentMediaType: a.contentMediaType ?? b.contentMediaType,
    contentSchema: mergeOptional(merge, a.contentSchema, b.contentSchema),
  });
  return {
    ...withFormats(a, b, base),
    kind: "string",
    implied: a.implied && b.implied,
    ...fields,
    patterns: [...new Set([...a.patterns, ...b.patterns])],
  };
}

/** Bytes and bytes, or bytes and a text: bytes with the lengths of both. */
export function mergeBytes(
  a: BytesSchema | StringSchema,
  b: BytesSchema | StringSchema,
  base: SchemaBase,
): BytesSchema {
  const fields: Given<Omit<BytesSchema, keyof SchemaBase | "kind">> = given({
    contentMediaType: a.contentMediaType ?? b.contentMediaType,
    minLength: largest(a.minLength, b.minLength),
    maxLength: smallest(a.maxLength, b.maxLength),
  });
  return { ...base, kind: "bytes", ...fields };
}

/** There is one field for the format: a second one stays a rule of its own. */
function withFormats<Any extends NumberSchema | StringSchema>(a: Any, b: Any, base: SchemaBase): SchemaBase {
  if (a.format === undefined || b.format === undefined || a.format === b.format) return base;
  return { ...base, conditions: [...base.conditions, also(b)] };
}
