import { valueFor } from "../schema/direction.ts";
import type { ArraySchema, Schema, UnionSchema } from "../schema/types.ts";
import { composeObject } from "./compose-object.ts";
import { absent, type Context, leavesOut } from "./context.ts";
import { exampleFile } from "./formats.ts";
import { exampleNumber, exampleString } from "./scalars.ts";

/** A value made of what the parts of a schema say: their own examples, defaults and values first. */
export function compose(schema: Schema, context: Context): unknown {
  const { direction, accepts } = context;
  context.spent.values++;
  for (const written of [...schema.examples, ...("default" in schema ? [schema.default] : [])]) {
    // Many are copied from an answer, and have what is not sent as well.
    const value = valueFor(direction, schema, written);
    if (accepts(schema.pointer, value, direction)) return value;
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
      return composeObject(schema, context, compose);
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
  // Of a tuple, further items add nothing; an empty list is no field at all where it is sent in a form.
  const isWhole =
    items.kind === "never" || (items.kind === "any" && (prefixItems.length > 0 || contains !== undefined));
  const wanted = isWhole ? minItems : Math.max(minItems, leavesOut(context) ? 0 : 1);
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

/** The first member of which a value can be made that fits the union, too: of `oneOf`, no other member must allow it. */
function composeUnion(schema: UnionSchema, context: Context): unknown {
  const members = schema.members.toSorted((a, b) => Number(a.kind === "null") - Number(b.kind === "null"));
  let first: unknown = absent;
  for (const member of members) {
    const composed = compose(member, context);
    if (composed === absent) continue;
    const named = discriminated(schema, member, composed);
    // Where nothing is mapped, it says the name of the schema, which the member's own values of that property may not have.
    const value = [named, composed].find((each) => context.accepts(schema.pointer, each, context.direction));
    if (value !== undefined) return value;
    if (first === absent) first = named;
  }
  return first;
}

/** The discriminating property says which member it is. */
function discriminated({ discriminator }: UnionSchema, member: Schema, value: unknown): unknown {
  const mapped = discriminator?.mapping.find(({ schema }) => schema === member);
  if (!discriminator || !mapped || typeof value !== "object" || value === null) return value;
  return { ...value, [discriminator.propertyName]: mapped.value };
}
