import { generateSync } from "json-schema-faker";
import type { Node } from "../parse/node.ts";
import { fragment } from "../schema/json-schema.ts";
import type { ArraySchema, Direction, ObjectSchema, Schema, UnionSchema } from "../schema/types.ts";
import type { Validate } from "../schema/validate.ts";
import { exampleFile } from "./formats.ts";
import { exampleNumber, exampleOfPattern, exampleString } from "./scalars.ts";

/** A value that satisfies its schema, or why none could be made. */
export type Made =
  | { readonly value: unknown }
  /** `pointer` is where the schema stands. */
  | { readonly impossible: string; readonly pointer: string };

/** Makes an example of a schema for a direction; the same one each time. */
export type MakeExample = (schema: Schema, direction: Direction) => Made;

/** What stands for "there is no such value": `undefined` is none of JSON's, but a key could have it. */
const absent = Symbol("absent");

/** How often a random value is made at most. */
const mostTries = 8;

/** What a property is called where the schema has no rule for names. */
const anyName = "name";

/**
 * Makes examples of what the parts of a schema say: their own examples, defaults and values first. What is made is validated;
 * where rules are left that reach over several parts, json-schema-faker tries, which knows more of them and writes worse prose.
 */
export function createMakeExample(validate: Validate, schemas: (direction: Direction) => Node): MakeExample {
  const known = { request: new WeakMap<Schema, Made>(), response: new WeakMap<Schema, Made>() };

  const make: MakeExample = (schema, direction) => {
    const found = known[direction].get(schema);
    if (found) return found;
    const made = makeOnce(schema, direction);
    known[direction].set(schema, made);
    return made;
  };

  const makeOnce: MakeExample = (schema, direction) => {
    const reasons: string[] = [];
    for (const sparse of [false, true]) {
      const value = compose(schema, { direction, sparse, validate, above: [] });
      if (value === absent) continue;
      const violations = validate(schema.pointer, value, direction);
      if (violations.length === 0) return { value };
      reasons.push(...violations.map(({ path, message }) => `${path.join("/") || "the value"}: ${message}`));
    }
    for (let seed = 1; seed <= mostTries; seed++) {
      const value = random(schemas(direction), schema.pointer, seed);
      if (value !== absent && validate(schema.pointer, value, direction).length === 0) return { value };
    }
    return { impossible: reasons[0] ?? "It contains itself without end, or allows no value.", pointer: schema.pointer };
  };

  return make;
}

function random(document: Node, pointer: string, seed: number): unknown {
  try {
    return generateSync({ ...document, $ref: fragment(pointer) }, { seed });
  } catch {
    return absent; // It has rules that the generator does not know.
  }
}

interface Context {
  readonly direction: Direction;
  /** Without what may be left out. */
  readonly sparse: boolean;
  readonly validate: Validate;
  /** The references that lead here. */
  readonly above: readonly string[];
}

function compose(schema: Schema, context: Context): unknown {
  const { direction, validate } = context;
  for (const value of [...schema.examples, ...("default" in schema ? [schema.default] : [])]) {
    if (validate(schema.pointer, value, direction).length === 0) return value;
  }
  switch (schema.kind) {
    case "reference":
      return context.above.includes(schema.target)
        ? absent
        : compose(schema.resolve(), { ...context, above: [...context.above, schema.target] });
    case "never":
      return absent;
    case "any":
      return "example";
    case "null":
      return null;
    case "boolean":
      return true;
    case "number":
    case "integer":
      return exampleNumber(schema);
    case "string":
      return schema.contentSchema ? embedded(schema.contentSchema, context) : exampleString(schema);
    case "bytes":
      return exampleFile;
    case "enum":
      return schema.values[0];
    case "array":
      return composeArray(schema, context);
    case "object":
      return composeObject(schema, context);
    case "union":
      return composeUnion(schema, context);
  }
}

/** JSON in a text (JSON Schema Validation 2020-12, section 8.5). */
function embedded(schema: Schema, context: Context): string {
  const value = compose(schema, context);
  return JSON.stringify(value === absent ? null : value);
}

function composeArray(schema: ArraySchema, context: Context): unknown {
  const { items, prefixItems, contains, minItems = 0, maxItems = Infinity, uniqueItems } = schema;
  const wanted = items.kind === "any" || items.kind === "never" ? minItems : Math.max(minItems, context.sparse ? 0 : 1);
  const list: unknown[] = prefixItems.map((item) => compose(item, context));
  if (list.includes(absent)) return absent;
  for (let count = 0; contains && count < contains.min; count++) {
    const item = compose(contains.schema, context);
    if (item === absent) return absent;
    list.push(item);
  }
  for (let index = list.length; index < Math.min(wanted, maxItems); index++) {
    const item = uniqueItems ? distinctItem(items, index, context) : compose(items, context);
    if (item === absent) return index >= minItems ? list : absent;
    list.push(item);
  }
  return list;
}

/** The item at an index, where no two may be the same. */
function distinctItem(items: Schema, index: number, context: Context): unknown {
  const end = items.kind === "reference" ? items.resolve() : items;
  if (end.kind === "enum") return index < end.values.length ? end.values[index] : absent;
  if (end.kind === "boolean") return index < 2 ? index === 0 : absent;
  const item = compose(items, context);
  if (index === 0) return item;
  if (typeof item === "number")
    return item + index * (end.kind === "integer" || end.kind === "number" ? (end.multipleOf[0] ?? 1) : 1);
  return typeof item === "string" ? `${item}-${index + 1}` : item;
}

function composeObject(schema: ObjectSchema, context: Context): unknown {
  const value: Record<string, unknown> = {};
  // A name like `__proto__` would otherwise set the prototype.
  const put = (name: string, item: unknown) =>
    Object.defineProperty(value, name, { value: item, enumerable: true, configurable: true, writable: true });
  const { maxProperties = Infinity, minProperties = 0 } = schema;
  const own = schema.properties.filter(({ schema: each }) =>
    context.direction === "request" ? !each.readOnly : !each.writeOnly,
  );
  const required = own.filter((property) => property.required);
  const optional = context.sparse
    ? []
    : own.filter((property) => !property.required).slice(0, Math.max(0, maxProperties - required.length));
  const shown = new Set([...required, ...optional]);
  for (const property of own) {
    if (!shown.has(property)) continue;
    const item = compose(property.schema, context);
    if (item !== absent) put(property.name, item);
    else if (property.required) return absent;
  }
  const { additionalProperties, patternProperties } = schema;
  const others = additionalProperties ?? patternProperties[0]?.schema;
  const open =
    own.length === 0 && additionalProperties !== undefined && !["any", "never"].includes(additionalProperties.kind);
  const least = Math.max(minProperties, open && !context.sparse ? 1 : 0);
  const name = nameOfOthers(schema, context);
  for (let count = 1; Object.keys(value).length < least && count <= least; count++) {
    const item = others ? compose(others, context) : "example";
    if (item === absent) return Object.keys(value).length < minProperties ? absent : value;
    put(count === 1 ? name : `${name}${count}`, item);
  }
  return value;
}

/** A name for a property that the schema leaves to the caller. */
function nameOfOthers(
  { propertyNames, patternProperties, additionalProperties }: ObjectSchema,
  context: Context,
): string {
  const made = propertyNames && compose(propertyNames, context);
  if (typeof made === "string") return made;
  const [pattern] = patternProperties;
  return pattern && !additionalProperties ? exampleOfPattern(pattern.pattern) : anyName;
}

/** The first member of which a value can be made that fits the union, too: of `oneOf`, no other member must allow it. */
function composeUnion(schema: UnionSchema, context: Context): unknown {
  const members = schema.members.toSorted((a, b) => Number(a.kind === "null") - Number(b.kind === "null"));
  let first: unknown = absent;
  for (const member of members) {
    const value = discriminated(schema, member, compose(member, context));
    if (value === absent) continue;
    if (context.validate(schema.pointer, value, context.direction).length === 0) return value;
    if (first === absent) first = value;
  }
  return first;
}

/** The discriminating property says which member it is. */
function discriminated({ discriminator }: UnionSchema, member: Schema, value: unknown): unknown {
  const mapped = discriminator?.mapping.find(({ schema }) => schema === member);
  if (!discriminator || !mapped || typeof value !== "object" || value === null) return value;
  return { ...value, [discriminator.propertyName]: mapped.value };
}
