import { type Annotations, resolved, type Schema } from "@spkey/model";
import { count, json, listed } from "./words.ts";

type Kind<Name extends Schema["kind"]> = Extract<Schema, { readonly kind: Name }>;

/** What a schema demands beyond its type, and what else readers should know of its values, a phrase each. */
export function constraintsOf(schema: Schema): string[] {
  return [...new Set([...rulesOf(schema), ...conditionRules(schema), ...notesOf(schema)])];
}

/** Values of an enumeration that a phrase names; of a longer one, they are a list of their own. */
const maxValues = 12;

/** The values of a long enumeration, as JSON; nothing where there is none. */
export function longEnumeration(schema: Schema): string[] | undefined {
  const end = resolved(schema);
  return end.kind === "enum" && end.values.length > maxValues ? end.values.map(json) : undefined;
}

/** What the keywords of the schema itself rule (JSON Schema Validation 2020-12, sections 6 to 8). */
export function rulesOf(schema: Schema): string[] {
  const end = resolved(schema);
  switch (end.kind) {
    case "number":
    case "integer":
      return numberRules(end);
    case "string":
      return stringRules(end);
    case "bytes":
      return when(end.contentMediaType, (type) => `media type ${type}`);
    case "enum":
      return [
        end.constant
          ? `always ${json(end.values[0])}`
          : end.values.length > maxValues
            ? `one of ${end.values.length} values`
            : `one of ${end.values.map(json).join(", ")}`,
        ...rulesOf(end.of),
      ];
    case "array":
      return arrayRules(end);
    case "object":
      return objectRules(end);
    case "union":
      return discriminatorRules(end);
    default:
      return [];
  }
}

/** Keywords that close a value (JSON Schema Core 2020-12, section 11); other conditions have rows of their own. */
const closing: ReadonlyMap<string, string> = new Map([
  ["unevaluatedProperties", "no other properties"],
  ["unevaluatedItems", "no further items"],
]);

function conditionRules(schema: Schema): string[] {
  const closed = [...schema.conditions, ...resolved(schema).conditions].filter((each) => each.schema.kind === "never");
  return closed.flatMap(({ keyword }) => closing.get(keyword) ?? []);
}

/** What is said of a value, and rules nothing (JSON Schema Validation 2020-12, section 9). */
function notesOf(annotations: Annotations): string[] {
  return [
    ...("default" in annotations ? [`default ${json(annotations.default)}`] : []),
    ...(annotations.readOnly ? ["in responses only"] : []),
    ...(annotations.writeOnly ? ["in requests only"] : []),
    ...(annotations.xml ? xmlNotes(annotations.xml) : []),
  ];
}

/** XML Object (OpenAPI 3.1, section 4.8.26). */
function xmlNotes(xml: Readonly<Record<string, unknown>>): string[] {
  const { name, namespace, prefix, attribute, wrapped } = xml;
  const what = attribute === true ? "an attribute" : "an element";
  const called = name === undefined ? what : `${what} \`${prefix === undefined ? "" : `${prefix}:`}${name}\``;
  return [
    `in XML, ${called}${namespace === undefined ? "" : ` of the namespace ${namespace}`}${wrapped === true ? " around its items" : ""}`,
  ];
}

function numberRules(schema: Kind<"number" | "integer">): string[] {
  return [
    ...when(schema.format, (format) => `format ${format}`),
    ...when(schema.minimum, (least) => `at least ${least}`),
    ...when(schema.exclusiveMinimum, (bound) => `more than ${bound}`),
    ...when(schema.maximum, (most) => `at most ${most}`),
    ...when(schema.exclusiveMaximum, (bound) => `less than ${bound}`),
    ...schema.multipleOf.map((factor) => `a multiple of ${factor}`),
  ];
}

function stringRules(schema: Kind<"string">): string[] {
  return [
    ...when(schema.format, (format) => `format ${format}`),
    ...when(schema.minLength, (least) => `at least ${count(least, "character")}`),
    ...when(schema.maxLength, (most) => `at most ${count(most, "character")}`),
    ...schema.patterns.map((pattern) => `matches ${pattern}`),
    ...when(schema.contentEncoding, (encoding) => `encoded in ${encoding}`),
    ...when(schema.contentMediaType, (type) => `media type ${type}`),
  ];
}

function arrayRules(schema: Kind<"array">): string[] {
  const { contains } = schema;
  const most = contains?.max === undefined ? "" : ` and at most ${contains.max}`;
  return [
    ...when(schema.minItems, (least) => `at least ${count(least, "item")}`),
    ...when(schema.maxItems, (limit) => `at most ${count(limit, "item")}`),
    ...(schema.uniqueItems ? ["no item twice"] : []),
    ...(contains ? [`at least ${contains.min}${most} matching items`] : []),
    ...(schema.items.kind === "never"
      ? [schema.prefixItems.length > 0 ? "no further items" : "no items"]
      : schema.items.kind === "any" && schema.prefixItems.length > 0 && schema.conditions.length === 0
        ? ["any further items"]
        : []),
  ];
}

function objectRules(schema: Kind<"object">): string[] {
  const { additionalProperties: additional, propertyNames } = schema;
  const names = propertyNames && constraintsOf(propertyNames);
  return [
    ...when(schema.minProperties, (least) => `at least ${count(least, "property")}`),
    ...when(schema.maxProperties, (most) => `at most ${count(most, "property")}`),
    ...(additional?.kind === "never" ? ["no other properties"] : []),
    ...(additional?.kind === "any" ? ["any other properties"] : []),
    ...(names && names.length > 0 ? [`each name: ${names.join(", ")}`] : []),
    ...Object.entries(schema.dependentRequired).map(
      ([name, others]) => `with \`${name}\`, ${listed(others.map(code), "and")} required too`,
    ),
    ...discriminatorRules(schema),
  ];
}

/** Discriminator Object (OpenAPI 3.1, section 4.8.25). */
function discriminatorRules({ discriminator }: Kind<"object" | "union">): string[] {
  if (!discriminator) return [];
  const values = discriminator.mapping.map(
    ({ value, schema }) => `${json(value)}${schema.name && schema.name !== value ? ` for ${schema.name}` : ""}`,
  );
  return [`\`${discriminator.propertyName}\` tells which: ${values.join(", ") || "by its value"}`];
}

function code(name: string): string {
  return `\`${name}\``;
}

/** The words for a value, where it is there. */
function when<Value>(value: Value | undefined, words: (value: Value) => string): string[] {
  return value === undefined ? [] : [words(value)];
}
