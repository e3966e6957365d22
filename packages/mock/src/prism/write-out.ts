/** What schemas refer to, by the names in their references: `#/__bundled__/<name>`. */
export type Bundle = Readonly<Record<string, unknown>>;

/** In how many references, one in the other, a schema is written out at most, and how large a value of it may get. */
const most = { depth: 16, parts: 5000 } as const;

/** Of a list, and of an object whose properties have any names, this many are generated on average. */
const several = 3;

type Node = Readonly<Record<string, unknown>>;

/** Changes a schema whose parts have been written out. */
export type Change = (schema: Node) => Node;

/** A part that is left out, since it is too deep: no value can be made of it. */
const absent = Symbol("absent");

/**
 * Writes out what a schema refers to, for json-schema-faker: it follows a reference three times or fewer, at random, and makes anything
 * of it from then on. Of schemas that refer to each other, and of large ones, it goes as deep as it can within a bounded size; what is
 * deeper is left out where a value needs not have it.
 *
 * @returns the same for the same schema
 */
export function createWriteOut(bundle: Bundle, change: Change = (schema) => schema): (schema: object) => object {
  const known = new WeakMap<object, object>();
  return (schema) => {
    const made = known.get(schema) ?? writeOut(schema, bundle, change);
    known.set(schema, made);
    return made;
  };
}

function writeOut(schema: object, bundle: Bundle, change: Change): object {
  for (let depth: number = most.depth; depth >= 0; depth--) {
    const context = { bundle, change, left: depth === 0 ? Number.POSITIVE_INFINITY : most.parts };
    const made = write(schema, { depth, weight: 1 }, context);
    if (context.left > 0 && typeof made === "object" && made !== null) return made;
  }
  return schema;
}

interface Context {
  readonly bundle: Bundle;
  readonly change: Change;
  /** How many parts a value may have yet. */
  left: number;
}

/** Where a part stands. */
interface At {
  /** How many references may be followed from there. */
  readonly depth: number;
  /** How often a value has it: in lists of lists, several times several. */
  readonly weight: number;
}

/** What becomes of a keyword whose schema is left out. */
type WithoutIt =
  /** The rule is dropped. */
  | "drop"
  /** There must be no such item or property. */
  | "none"
  /** The schema is left out as well. */
  | "absent"
  /** It is left out of several: where none is left, so is the schema. */
  | "some";

/** The keywords that have schemas (JSON Schema Core 2020-12, section 10; of draft-07, `additionalItems`). Anything else is data. */
const keywords: Readonly<Record<string, WithoutIt>> = {
  additionalItems: "none",
  additionalProperties: "none",
  allOf: "absent",
  anyOf: "some",
  contains: "absent",
  dependentSchemas: "drop",
  else: "drop",
  if: "drop",
  items: "none",
  not: "drop",
  oneOf: "some",
  patternProperties: "drop",
  prefixItems: "absent",
  properties: "drop",
  propertyNames: "drop",
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword, and this no promise.
  then: "drop",
};

const named = new Set(["dependentSchemas", "patternProperties", "properties"]);

function write(schema: unknown, at: At, context: Context): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  context.left -= at.weight;
  if (context.left <= 0) return absent;
  const { $ref, ...rest } = schema as Node; // Any object has any fields.
  if (typeof $ref !== "string") return writeKeywords(rest, at, context);
  const name = decodeURIComponent($ref.replace(/^.*\//, ""));
  if (!$ref.startsWith("#/__bundled__/") || !Object.hasOwn(context.bundle, name)) return schema;
  if (at.depth === 0) return absent;
  const target = write(context.bundle[name], { ...at, depth: at.depth - 1 }, context);
  if (typeof target !== "object" || Object.keys(rest).length === 0) return target;
  const beside = writeKeywords(rest, at, context);
  return typeof beside === "object" ? { ...target, ...beside } : absent;
}

function writeKeywords(schema: Node, at: At, context: Context): Node | typeof absent {
  const written: Record<string, unknown> = { ...schema };
  for (const [keyword, value] of Object.entries(schema)) {
    const without = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    if (without === undefined || typeof value !== "object" || value === null) continue;
    const made = writeKeyword(keyword, value, at, context);
    if (made !== absent) written[keyword] = made;
    else if (without === "absent" || without === "some" || Array.isArray(value)) return absent;
    else if (without === "drop") delete written[keyword];
    else if (keyword === "additionalProperties") written[keyword] = false;
    // json-schema-faker needs to be told all three.
    else if (Number(schema["minItems"] ?? 0) > 0) return absent;
    else Object.assign(written, { items: {}, minItems: 0, maxItems: 0 });
  }
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const [had, has] = [schema["properties"], written["properties"]].map((each) => Object(each));
  if (required.some((name) => Object.hasOwn(had, name) && !Object.hasOwn(has, name))) return absent;
  return context.change(written);
}

function writeKeyword(keyword: string, value: object, at: At, context: Context): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item, at, context));
    const kept = items.filter((item) => item !== absent);
    const isEnough = keywords[keyword] === "some" ? kept.length > 0 : kept.length === items.length;
    return isEnough ? kept : absent;
  }
  if (!named.has(keyword)) {
    const weight = keywords[keyword] === "none" ? at.weight * several : at.weight;
    return write(value, { ...at, weight }, context);
  }
  const entries = Object.entries(value).map(([name, item]) => [name, write(item, at, context)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== absent));
}
