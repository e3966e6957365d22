import type { ObjectSchema, Property, Schema } from "../schema/types.ts";
import { resolved } from "../schema/visit.ts";
import { absent, type Compose, type Context, leavesOut } from "./context.ts";
import { matching } from "./scalars.ts";

/** An object with its properties, and with as many others as it needs at least. */
export function composeObject(schema: ObjectSchema, context: Context, compose: Compose): unknown {
  const value: Record<string, unknown> = {};
  // A name like `__proto__` would otherwise set the prototype.
  const put = (name: string, item: unknown) =>
    Object.defineProperty(value, name, { value: item, enumerable: true, configurable: true, writable: true });
  const { maxProperties = Infinity, minProperties = 0 } = schema;
  const own = schema.properties.filter(({ schema: each }) =>
    context.direction === "request" ? !each.readOnly : !each.writeOnly,
  );
  const required = own.filter((property) => property.required);
  const sparse = leavesOut(context);
  const optional = sparse
    ? []
    : own.filter((property) => !property.required).slice(0, Math.max(0, maxProperties - required.length));
  const shown = new Set([...required, ...optional]);
  for (const property of own) {
    if (!shown.has(property)) continue;
    const item = compose(property.schema, context);
    if (item !== absent) put(property.name, item);
    else if (property.required) return absent;
  }
  const least = Math.max(minProperties, isMap(schema, own) && !sparse ? 1 : 0);
  const others = othersOf(schema);
  const names = freeNames(schema);
  for (let size = Object.keys(value).length; size < least; size++) {
    const item = others ? compose(others, context) : "example";
    const { value: name } = names.next();
    if (item === absent || name === undefined) return size < minProperties ? absent : value;
    put(name, item);
  }
  return value;
}

/** Whether an object has no properties of its own, but any number of others. */
function isMap({ additionalProperties }: ObjectSchema, own: readonly Property[]): boolean {
  return own.length === 0 && additionalProperties !== undefined && !/^(any|never)$/.test(additionalProperties.kind);
}

/** What a property is that the schema does not name: by a pattern, where only names of patterns are allowed. */
function othersOf({ additionalProperties, patternProperties }: ObjectSchema): Schema | undefined {
  return additionalProperties && additionalProperties.kind !== "never"
    ? additionalProperties
    : patternProperties[0]?.schema;
}

/** Names that the properties of an object don't have, but could. */
function* freeNames({ properties, additionalProperties, patternProperties, propertyNames }: ObjectSchema) {
  const taken = new Set<unknown>(properties.map(({ name }) => name));
  const names = propertyNames && resolved(propertyNames);
  if (names?.kind === "enum") {
    yield* names.values.filter((name) => typeof name === "string" && !taken.has(name)).map(String);
    return;
  }
  const patterns = [
    ...(names?.kind === "string" ? names.patterns : []),
    ...(additionalProperties?.kind === "never" ? patternProperties.slice(0, 1).map(({ pattern }) => pattern) : []),
  ];
  const [pattern] = patterns;
  const start = pattern === undefined ? "name" : matching(pattern);
  for (let count = 1; ; count++) {
    const name = count === 1 ? start : `${start}${count}`;
    if (!taken.has(name)) yield name;
  }
}
