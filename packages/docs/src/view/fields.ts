import type { Description, Schema } from "@spkey/spec";

/** One row of a table of fields: a property, the items of an array, or a variant. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string;
  /** What the schema demands beyond the type, in words. */
  readonly constraints: readonly string[];
  readonly children: readonly Field[];
}

/** The references that lead to a schema: where one of them comes again below it, the schema has come back to itself. */
type References = ReadonlySet<string>;

/** The fields of an object schema, or of the objects in an array, down to where a schema comes back to itself. */
export function fieldsOf(description: Description, schema: Schema, above: References = new Set()): Field[] {
  const references = referencesOf(schema);
  if (references.some((reference) => above.has(reference))) return [];
  const path = new Set([...above, ...references]);
  const node = merged(description, schema);

  const required = new Set(node.required);
  const properties = Object.entries(node.properties ?? {}).map(([name, property]) =>
    field(description, name, property, required.has(name), path),
  );
  const variants = [...(node.oneOf ?? []), ...(node.anyOf ?? [])].map((variant, index) =>
    field(description, merged(description, variant).title ?? `variant ${index + 1}`, variant, false, path),
  );
  const additional = typeof node.additionalProperties === "object" ? node.additionalProperties : undefined;
  const rest = additional ? [field(description, "any other name", additional, false, path)] : [];
  if (properties.length + variants.length + rest.length > 0) return [...properties, ...variants, ...rest];
  return node.items ? fieldsOf(description, node.items, path) : [];
}

function field(description: Description, name: string, schema: Schema, required: boolean, above: References): Field {
  const node = merged(description, schema);
  return {
    name,
    type: typeName(description, schema),
    required,
    deprecated: node.deprecated === true,
    description: node.description ?? "",
    constraints: constraints(node),
    children: fieldsOf(description, schema, above),
  };
}

/** The type in words: `string`, `object or null`, `array of string`. */
export function typeName(description: Description, schema: Schema, above: References = new Set()): string {
  const references = referencesOf(schema);
  if (references.some((reference) => above.has(reference))) return "the same again";
  const path = new Set([...above, ...references]);
  const node = merged(description, schema);

  const types = typeof node.type === "string" ? [node.type] : [...(node.type ?? [])];
  if (node.nullable && !types.includes("null")) types.push("null");
  const names = types.map((type) =>
    type === "array" && node.items ? `array of ${typeName(description, node.items, path)}` : type,
  );
  if (names.length > 0) return names.join(" or ");
  const variants = [...(node.oneOf ?? []), ...(node.anyOf ?? [])].map((variant) =>
    typeName(description, variant, path),
  );
  if (variants.length > 0) return [...new Set(variants)].join(" or ");
  return Object.keys(node.properties ?? {}).length > 0 ? "object" : "any";
}

function referencesOf({ $ref, allOf = [] }: Schema): string[] {
  return [...($ref ? [$ref] : []), ...allOf.flatMap(referencesOf)];
}

/** The schema with its `$ref` followed and its `allOf` merged in; what it says itself wins. */
function merged(description: Description, schema: Schema): Schema {
  const { allOf = [], ...own } = description.schema(schema);
  if (allOf.length === 0) return own;
  const parts: Schema[] = [...allOf.map((part) => merged(description, part)), own];
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
  };
}

function constraints(schema: Schema): string[] {
  const json = (value: unknown) => JSON.stringify(value);
  const rows: readonly (readonly [value: unknown, words: (value: unknown) => string])[] = [
    [schema.format, (value) => `format ${value}`],
    [schema.enum, (value) => `one of ${(value as readonly unknown[]).map(json).join(", ")}`],
    [schema.const, (value) => `always ${json(value)}`],
    [schema.default, (value) => `default ${json(value)}`],
    [schema.minimum, (value) => `at least ${value}`],
    [schema.maximum, (value) => `at most ${value}`],
    [schema.minLength, (value) => `at least ${value} characters`],
    [schema.maxLength, (value) => `at most ${value} characters`],
    [schema.minItems, (value) => `at least ${value} items`],
    [schema.maxItems, (value) => `at most ${value} items`],
    [schema.pattern, (value) => `matches ${value}`],
    [schema.readOnly || undefined, () => "in responses only"],
    [schema.writeOnly || undefined, () => "in requests only"],
  ];
  return rows.flatMap(([value, words]) => (value === undefined ? [] : [words(value)]));
}
