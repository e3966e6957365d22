import { kindOf } from "../http/media-type.ts";
import { append } from "../http/pointer.ts";
import { asNode, entriesOf, isNode, type Node, optionalText, textOf, textsOf } from "../parse/node.ts";
import { noAnnotations } from "./annotations.ts";
import { readablePattern } from "./pattern.ts";
import type { ArraySchema, NumberSchema, ObjectSchema, Schema, SchemaBase } from "./types.ts";

/** The names under `type` (JSON Schema Validation 2020-12, section 6.1.1). */
export type TypeName = "null" | "boolean" | "object" | "array" | "number" | "string" | "integer";

export const typeNames: readonly TypeName[] = ["null", "boolean", "object", "array", "number", "string", "integer"];

/** The types that a schema says a value has; nothing where it says none that is known. */
export function typesOf(schema: Node): TypeName[] | undefined {
  const names: readonly unknown[] = [schema["type"]].flat();
  const known = [...new Set(names)].filter((name): name is TypeName => typeNames.some((known) => known === name));
  if (known.length === 0) return undefined;
  // An integer is a number.
  return known.filter((name) => name !== "integer" || !known.includes("number"));
}

/** Reads a schema that stands inside of another one. */
export type ReadInner = (schema: unknown, pointer: string) => Schema;

/** The keywords that rule values of one type only (JSON Schema Validation 2020-12, section 6; Core, section 10.3). */
const keywords: Readonly<Record<"object" | "array" | "number" | "string", readonly string[]>> = {
  object: [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
    "discriminator",
  ],
  array: [
    "items",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "unevaluatedItems",
  ],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"],
  string: ["minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType", "contentSchema"],
};

/** The types that a schema is about where it has no `type`: those that its keywords rule. */
export function impliedTypes(schema: Node): TypeName[] {
  const composed = ["anyOf", "oneOf"].some((name) => name in schema);
  const ofNumber = numberFormats.has(textOf(schema["format"]));
  const rules = (type: keyof typeof keywords, keyword: string) => {
    if (keyword === "format") return ofNumber === (type === "number");
    return !(composed && keyword === "discriminator");
  };
  return (["object", "array", "number", "string"] as const).filter((type) =>
    keywords[type].some((keyword) => keyword in schema && rules(type, keyword)),
  );
}

/** Formats of numbers, in the OpenAPI Format Registry; all others are of strings. */
const numberFormats = new Set(
  ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"].concat([
    "double",
    "double-int",
    "float",
    "decimal",
    "decimal128",
    "sf-decimal",
    "sf-integer",
  ]),
);

/** What a schema says of values of one type, by the keywords of this type. */
export function readType(type: TypeName, schema: Node, pointer: string, implied: boolean, read: ReadInner): Schema {
  const base: SchemaBase = { ...noAnnotations, pointer, conditions: [] };
  switch (type) {
    case "null":
    case "boolean":
      return { ...base, kind: type };
    case "number":
    case "integer":
      return readNumber(type, schema, base, implied);
    case "string":
      return readString(schema, base, implied, read);
    case "array":
      return readArray(schema, base, implied, read);
    case "object":
      return readObject(schema, base, implied, read);
  }
}

function readNumber(kind: "number" | "integer", schema: Node, base: SchemaBase, implied: boolean): NumberSchema {
  const factor = schema["multipleOf"];
  return {
    ...base,
    kind,
    implied,
    ...optionalText(schema, "format"),
    ...numbers(schema, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    multipleOf: typeof factor === "number" ? [factor] : [],
  };
}

function readString(schema: Node, base: SchemaBase, implied: boolean, read: ReadInner): Schema {
  const texts = optionalText(schema, "format", "contentEncoding", "contentMediaType");
  if (isBytes(schema)) {
    const lengths = numbers(schema, "minLength", "maxLength");
    return { ...base, kind: "bytes", ...optionalText(schema, "contentMediaType"), ...lengths };
  }
  const { contentSchema } = schema;
  const pattern = typeof schema["pattern"] === "string" ? readablePattern(schema["pattern"]) : undefined;
  return {
    ...base,
    kind: "string",
    implied,
    ...texts,
    ...numbers(schema, "minLength", "maxLength"),
    patterns: pattern === undefined ? [] : [pattern],
    ...(contentSchema !== undefined && { contentSchema: read(contentSchema, append(base.pointer, "contentSchema")) }),
  };
}

/**
 * Bytes: `format: binary`, as OpenAPI 3.0 has it and many write in 3.1, or a media type without an encoding (3.1, section
 * 4.8.14.2); a media type of characters is a text like any other.
 */
export function isBytes(schema: Node): boolean {
  const { format, contentEncoding, contentMediaType } = optionalText(
    schema,
    "format",
    "contentEncoding",
    "contentMediaType",
  );
  if (contentEncoding !== undefined) return false;
  return (
    format === "binary" || (contentMediaType !== undefined && /^(bytes|multipart)$/.test(kindOf(contentMediaType)))
  );
}

function readArray(schema: Node, base: SchemaBase, implied: boolean, read: ReadInner): ArraySchema {
  const { items, prefixItems, contains } = schema;
  const { minContains = 1, maxContains } = numbers(schema, "minContains", "maxContains");
  return {
    ...base,
    kind: "array",
    implied,
    items: read(items ?? true, append(base.pointer, "items")),
    prefixItems: Array.isArray(prefixItems)
      ? prefixItems.map((item, index) => read(item, append(base.pointer, "prefixItems", index)))
      : [],
    ...(contains !== undefined && {
      contains: {
        schema: read(contains, append(base.pointer, "contains")),
        min: minContains,
        ...(maxContains !== undefined && { max: maxContains }),
      },
    }),
    ...numbers(schema, "minItems", "maxItems"),
    uniqueItems: schema["uniqueItems"] === true,
  };
}

function readObject(schema: Node, base: SchemaBase, implied: boolean, read: ReadInner): ObjectSchema {
  const { pointer } = base;
  const { additionalProperties, propertyNames } = schema;
  const properties = asNode(schema["properties"]);
  const required = new Set(textsOf(schema["required"]));
  const patterns = Object.keys(asNode(schema["patternProperties"])).flatMap((each) => readablePattern(each) ?? []);
  /** A name that is only required is an additional property like any other. */
  const unnamed = (name: string) =>
    additionalProperties === undefined || patterns.some((pattern) => new RegExp(pattern, "u").test(name))
      ? read(true, append(pointer, "properties", name))
      : read(additionalProperties, append(pointer, "additionalProperties"));
  return {
    ...base,
    kind: "object",
    implied,
    properties: [...new Set([...Object.keys(properties), ...required])].map((name) => ({
      name,
      required: required.has(name),
      schema: Object.hasOwn(properties, name)
        ? read(properties[name], append(pointer, "properties", name))
        : unnamed(name),
    })),
    patternProperties: Object.entries(asNode(schema["patternProperties"])).flatMap(([pattern, inner]) => {
      const readable = readablePattern(pattern);
      if (readable === undefined) return [];
      return [{ pattern: readable, schema: read(inner, append(pointer, "patternProperties", pattern)) }];
    }),
    ...(additionalProperties !== undefined && {
      additionalProperties: read(additionalProperties, append(pointer, "additionalProperties")),
    }),
    ...(propertyNames !== undefined && { propertyNames: read(propertyNames, append(pointer, "propertyNames")) }),
    ...numbers(schema, "minProperties", "maxProperties"),
    dependentRequired: Object.fromEntries(
      entriesOf(schema["dependentRequired"]).map(([name, names]) => [name, textsOf(names)]),
    ),
  };
}

function numbers<Name extends string>(schema: Node, ...names: Name[]): { readonly [Key in Name]?: number } {
  const found: { [Key in Name]?: number } = {};
  for (const name of names) {
    const value = schema[name];
    if (typeof value === "number") found[name] = value;
  }
  return found;
}

/** The type of a JSON value; whole numbers are `number`. */
export function typeOfValue(value: unknown): Exclude<TypeName, "integer"> {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isNode(value)) return "object";
  const type = typeof value;
  return type === "boolean" || type === "number" ? type : "string";
}
