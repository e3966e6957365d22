import { isNode, type Node } from "../parse/node.ts";
import { typesOf } from "./kinds.ts";
import { readablePattern, wantedOf } from "./pattern.ts";

/** What a keyword has to be, in words, and how to tell. */
interface Rule {
  readonly wanted: string;
  readonly is: (value: unknown) => boolean;
}

const isSchema = (value: unknown) => isNode(value) || typeof value === "boolean";
const isTexts = (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === "string");
const isMap = (value: unknown, is: (each: unknown) => boolean) => isNode(value) && Object.values(value).every(is);

const text: Rule = { wanted: "a text", is: (value) => typeof value === "string" };
const number: Rule = { wanted: "a number", is: (value) => typeof value === "number" };
const count: Rule = {
  wanted: "a whole number, 0 or more",
  is: (value) => Number.isInteger(value) && Number(value) >= 0,
};
const schema: Rule = { wanted: "a schema", is: isSchema };
const schemas: Rule = {
  wanted: "a list of one or more schemas",
  is: (value) => Array.isArray(value) && value.length > 0 && value.every(isSchema),
};
const named: Rule = { wanted: "schemas by their names", is: isNode };

/** The keywords that rule something (JSON Schema 2020-12, Core, section 10, and Validation, section 6). */
const rules: Readonly<Record<string, Rule>> = {
  $ref: text,
  $dynamicRef: text,
  $defs: named,
  definitions: named,
  type: { wanted: "a type of JSON Schema, or a list of them", is: (value) => typesOf({ type: value }) !== undefined },
  enum: { wanted: "a list of one or more values", is: (value) => Array.isArray(value) && value.length > 0 },
  const: { wanted: "a value", is: () => true },
  multipleOf: { wanted: "a number above 0", is: (value) => typeof value === "number" && value > 0 },
  maximum: number,
  exclusiveMaximum: number,
  minimum: number,
  exclusiveMinimum: number,
  maxLength: count,
  minLength: count,
  pattern: text,
  maxItems: count,
  minItems: count,
  uniqueItems: { wanted: "true or false", is: (value) => typeof value === "boolean" },
  maxContains: count,
  minContains: count,
  maxProperties: count,
  minProperties: count,
  required: { wanted: "a list of names", is: isTexts },
  dependentRequired: { wanted: "lists of names by a name", is: (value) => isMap(value, isTexts) },
  dependencies: {
    wanted: "schemas, or lists of names, by a name",
    is: (value) => isMap(value, (each) => isSchema(each) || isTexts(each)),
  },
  format: text,
  contentEncoding: text,
  contentMediaType: text,
  contentSchema: schema,
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  not: schema,
  if: schema,
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
  then: schema,
  else: schema,
  dependentSchemas: named,
  prefixItems: schemas,
  items: schema,
  contains: schema,
  properties: named,
  patternProperties: named,
  additionalProperties: schema,
  propertyNames: schema,
  unevaluatedItems: schema,
  unevaluatedProperties: schema,
};

/** Whether it is a keyword that rules something, as it has to be written. */
export function isReadable(keyword: string, value: unknown): boolean {
  return Object.hasOwn(rules, keyword) && (rules[keyword]?.is(value) ?? false);
}

/** A rule of a schema that can't be read, so that nothing can be held against it. */
export interface UnreadRule {
  /** Where it stands in the schema. */
  readonly path: readonly string[];
  /** What has to stand there. */
  readonly wanted: string;
}

/** The rules of a schema that can't be read. */
export function unreadRules(node: Node): UnreadRule[] {
  const wrong = Object.keys(node)
    .filter((keyword) => Object.hasOwn(rules, keyword) && !isReadable(keyword, node[keyword]))
    .map((keyword) => ({ path: [keyword], wanted: rules[keyword]?.wanted ?? "" }));
  return [...wrong, ...unreadEntries(node), ...unreadTypes(node), ...unreadPatterns(node)];
}

/** What stands by a name where a schema has to. */
function unreadEntries(node: Node): UnreadRule[] {
  const maps = Object.entries(node).filter(([keyword]) => Object.hasOwn(rules, keyword) && rules[keyword] === named);
  return maps.flatMap(([keyword, map]) => {
    const unread = isNode(map) ? Object.keys(map).filter((name) => !isSchema(map[name])) : [];
    return unread.map((name) => ({ path: [keyword, name], wanted: schema.wanted }));
  });
}

/** Of several types, those that there aren't. */
function unreadTypes({ type }: Node): UnreadRule[] {
  if (!Array.isArray(type) || typesOf({ type }) === undefined) return [];
  const unknown = type.filter((each) => typesOf({ type: each }) === undefined);
  return unknown.length > 0 ? [{ path: ["type"], wanted: rules["type"]?.wanted ?? "" }] : [];
}

function unreadPatterns({ pattern, patternProperties }: Node): UnreadRule[] {
  const isUnread = (each: unknown): each is string => typeof each === "string" && readablePattern(each) === undefined;
  const names = isNode(patternProperties) ? Object.keys(patternProperties).filter(isUnread) : [];
  return [
    ...names.map((name) => ({ path: ["patternProperties", name], wanted: wantedOf(name) })),
    ...(isUnread(pattern) ? [{ path: ["pattern"], wanted: wantedOf(pattern) }] : []),
  ];
}
