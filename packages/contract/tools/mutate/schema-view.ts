import { type Condition, resolved, type Schema } from "@spkey/model";
import { formats } from "../../src/cases/formats.ts";

type Resolved = Exclude<Schema, { kind: "reference" }>;

/** Any text at all. */
export const anyText = "any text";

/** How the values are sent that schemas are about. */
export type Writing =
  | "json"
  /** As text, as in a form: there `5` is a number and a text, and a list of one item is the item. */
  | "text"
  /** The same, where an empty text can't be sent. */
  | "text, not empty";

/** Rules of schemas as plain data, in which what allows the same reads the same. */
export interface SchemaView {
  of(schema: Schema): unknown;
  /** The rules of what references lead to, by what they lead to. */
  targets(): Readonly<Record<string, unknown>>;
}

export function createSchemaView(writing: Writing): SchemaView {
  const found = new Map<string, unknown>();
  const isText = writing !== "json";

  const of = (schema: Schema, above: readonly string[] = []): unknown => {
    if (schema.kind !== "reference") return rulesOf(schema, (inner) => of(inner, above));
    const { target } = schema;
    // Whether it may be any text has to be seen where the reference stands.
    if (isText)
      return above.includes(target)
        ? { again: target }
        : rulesOf(schema.resolve(), (inner) => of(inner, [...above, target]));
    if (!found.has(target)) {
      found.set(target, undefined);
      found.set(target, of(schema.resolve()));
    }
    return { target };
  };

  const rulesOf = (schema: Resolved, inside: (inner: Schema) => unknown): unknown => {
    const own = isText ? textRules(schema, inside, writing === "text") : jsonRules(schema, inside);
    const conditions = schema.conditions.map((condition) => conditionView(condition, inside));
    return conditions.length === 0 ? own : { own, conditions };
  };

  return { of: (schema) => of(schema), targets: () => Object.fromEntries(found) };
}

function conditionView(condition: Condition, inside: (inner: Schema) => unknown): unknown {
  const { keyword, schema } = condition;
  if (keyword !== "if") return { ...condition, schema: inside(schema) };
  const { whenTrue, whenFalse } = condition;
  return {
    keyword,
    schema: inside(schema),
    whenTrue: whenTrue && inside(whenTrue),
    whenFalse: whenFalse && inside(whenFalse),
  };
}

function jsonRules(schema: Resolved, inside: (inner: Schema) => unknown): unknown {
  switch (schema.kind) {
    case "any":
    case "never":
    case "null":
    case "boolean":
    case "bytes":
      return schema.kind;
    case "string": {
      return { text: stringRules(schema, schema.minLength || undefined) };
    }
    case "enum":
      return { values: schema.values };
    case "union":
      return unionRules(schema, inside);
    case "array":
      return { list: arrayRules(schema, inside, schema.minItems || undefined) };
    case "object":
      return { object: objectRules(schema, inside, schema.minProperties || undefined) };
    default:
      return numberRules(schema);
  }
}

/** Of types, the same one twice is one. */
function unionRules({ of, members }: Extract<Schema, { kind: "union" }>, inside: (inner: Schema) => unknown): unknown {
  const rules = members.map(inside);
  if (of !== "type") return { [of]: rules };
  const distinct = [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
  return distinct.length === 1 ? distinct[0] : { [of]: distinct };
}

/** What can be told from a text. */
function textRules(schema: Resolved, inside: (inner: Schema) => unknown, canBeEmpty: boolean): unknown {
  // No list and no object is empty where it is sent as text.
  const fewest = (count: number | undefined) => (count === undefined || count <= 1 ? undefined : count);
  switch (schema.kind) {
    case "any":
    case "bytes":
      return anyText;
    case "string": {
      const minLength = canBeEmpty ? schema.minLength || undefined : fewest(schema.minLength);
      const rules = stringRules(schema, minLength);
      const isAny = Object.values(rules).every((rule) => rule === undefined);
      return isAny ? anyText : { text: rules };
    }
    case "union": {
      // Nothing is null in a text; and a list or an object of which nothing is said is read of what is written as one, which no
      // scalar is.
      const told = schema.members.filter((member) => {
        const rules = inside(member);
        return rules !== "null" && !(["array", "object"].includes(resolved(member).kind) && rules === anyText);
      });
      const members = [
        ...new Set((told.length > 0 ? told : schema.members).map((member) => JSON.stringify(inside(member)))),
      ];
      if (members.includes(JSON.stringify(anyText))) return anyText;
      return members.length === 1 ? JSON.parse(members[0] ?? "") : { [schema.of]: members.toSorted() };
    }
    case "array": {
      const rules = arrayRules(schema, inside, fewest(schema.minItems));
      const isAny = rules.items === anyText && rules.prefixItems.length === 0 && !rules.contains && !rules.uniqueItems;
      return isAny && rules.minItems === undefined && rules.maxItems === undefined ? anyText : { list: rules };
    }
    case "object": {
      const { others, ...rules } = objectRules(schema, inside, fewest(schema.minProperties));
      const isOpen = others === undefined || others === anyText;
      // An optional one that may be any text is like one that is not described.
      const properties = rules.properties.filter(
        ({ required, rules: each }) => required || each !== anyText || !isOpen,
      );
      const isAny =
        isOpen && properties.length === 0 && rules.patternProperties.length === 0 && rules.maxProperties === undefined;
      return isAny && rules.minProperties === undefined
        ? anyText
        : { object: { ...rules, properties, others: isOpen ? undefined : others } };
    }
    default:
      return jsonRules(schema, inside);
  }
}

function arrayRules(
  schema: Extract<Schema, { kind: "array" }>,
  inside: (inner: Schema) => unknown,
  minItems: number | undefined,
) {
  const { items, prefixItems, maxItems, uniqueItems, contains } = schema;
  return {
    items: inside(items),
    prefixItems: prefixItems.map(inside),
    minItems,
    maxItems,
    uniqueItems,
    contains: contains && { ...contains, schema: inside(contains.schema) },
  };
}

function objectRules(
  schema: Extract<Schema, { kind: "object" }>,
  inside: (inner: Schema) => unknown,
  minProperties: number | undefined,
) {
  const { properties, patternProperties, additionalProperties, propertyNames, maxProperties, dependentRequired } =
    schema;
  const others = additionalProperties && inside(additionalProperties);
  return {
    // An optional one that may be anything is like one that is not described.
    properties: properties
      .map(({ name, required, schema: inner }) => ({ name, required, rules: inside(inner) }))
      .filter(({ required, rules }) => required || rules !== "any" || others !== undefined),
    patternProperties: patternProperties.map(({ pattern, schema: inner }) => ({ pattern, rules: inside(inner) })),
    others: others === "any" ? undefined : others,
    propertyNames: propertyNames && inside(propertyNames),
    minProperties,
    maxProperties,
    dependentRequired,
  };
}

/** How many characters the texts of a format have, at least and at most. */
const lengths: Readonly<Record<string, readonly [least: number, most: number]>> = {
  date: [10, 10],
  "date-time": [20, 64],
  ipv4: [7, 15],
  ipv6: [2, 45],
  uuid: [36, 36],
  hostname: [1, 253],
  email: [3, 320],
  uri: [2, Number.POSITIVE_INFINITY],
};

function stringRules(
  { format, maxLength, patterns }: Extract<Schema, { kind: "string" }>,
  minLength: number | undefined,
) {
  // Formats that no validator knows are annotations (JSON Schema Validation 2020-12, section 7.2.1).
  const known = format !== undefined && Object.hasOwn(formats, format) ? format : undefined;
  const [least, most] = (known === undefined ? undefined : lengths[known]) ?? [0, Number.POSITIVE_INFINITY];
  return {
    format: known,
    minLength: (minLength ?? 0) <= least ? undefined : minLength,
    maxLength: (maxLength ?? Number.POSITIVE_INFINITY) >= most ? undefined : maxLength,
    patterns: patterns.length === 0 ? undefined : patterns,
  };
}

/** A format of numbers is an annotation; but that of whole numbers is only of those. */
function numberRules({
  kind,
  format,
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  multipleOf,
}: Extract<Schema, { kind: "number" | "integer" }>) {
  const isWhole = kind === "integer" || format === "int32" || format === "int64";
  return { kind: isWhole ? "integer" : kind, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf };
}
