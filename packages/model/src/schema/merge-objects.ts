import { also, type Given, given, type Intersect, largest, mergeOptional, smallest } from "./merge.ts";
import type { NeverSchema, ObjectSchema, Property, SchemaBase } from "./types.ts";

/** @returns what no value can be, where both require a property, and say of it what no value can be */
export function mergeObjects(
  a: ObjectSchema,
  b: ObjectSchema,
  base: SchemaBase,
  merge: Intersect,
): ObjectSchema | NeverSchema {
  const names = new Set(a.properties.map(({ name }) => name));
  const properties = [
    ...a.properties.map((property) => mergeProperty(property, b, merge)),
    ...b.properties.filter(({ name }) => !names.has(name)).map((property) => mergeProperty(property, a, merge)),
  ];
  const isObject = !(a.implied && b.implied);
  if (isObject && properties.some(({ required, schema }) => required && schema.kind === "never")) {
    return { ...base, kind: "never" };
  }
  const fields: Given<
    Pick<ObjectSchema, "additionalProperties" | "propertyNames" | "minProperties" | "maxProperties" | "discriminator">
  > = given({
    additionalProperties: mergeOptional(merge, a.additionalProperties, b.additionalProperties),
    propertyNames: mergeOptional(merge, a.propertyNames, b.propertyNames),
    minProperties: largest(a.minProperties, b.minProperties),
    maxProperties: smallest(a.maxProperties, b.maxProperties),
    discriminator: a.discriminator ?? b.discriminator,
  });
  const patterns = [...new Set([...a.patternProperties, ...b.patternProperties].map(({ pattern }) => pattern))];
  const patternOf = (schema: ObjectSchema, pattern: string) =>
    schema.patternProperties.find((each) => each.pattern === pattern)?.schema;
  return {
    ...base,
    conditions: [...base.conditions, ...[a, b].filter((each, index) => isClosed(each, [b, a][index])).map(also)],
    kind: "object",
    implied: a.implied && b.implied,
    ...fields,
    properties,
    patternProperties: patterns.flatMap((pattern) => {
      const schema = mergeOptional(merge, patternOf(a, pattern), patternOf(b, pattern));
      return schema ? [{ pattern, schema }] : [];
    }),
    dependentRequired: mergeDependent(a.dependentRequired, b.dependentRequired),
  };
}

/** A property beside what another object says of its name, where it names it or not. */
function mergeProperty(property: Property, other: ObjectSchema, merge: Intersect): Property {
  const { name, required, schema } = property;
  const twin = other.properties.find((each) => each.name === name);
  if (twin) return { name, required: required || twin.required, schema: merge(schema, twin.schema) };
  const { patternProperties, additionalProperties } = other;
  const matching = patternProperties.filter(({ pattern }) => matches(pattern, name)).map((each) => each.schema);
  const rest = matching.length > 0 ? matching : additionalProperties ? [additionalProperties] : [];
  return { name, required, schema: rest.reduce(merge, schema) };
}

/** The reader has left out patterns that can't be read. */
function matches(pattern: string, name: string): boolean {
  return new RegExp(pattern, "u").test(name);
}

/** A property may be called like a method that every object has. */
function own(names: ObjectSchema["dependentRequired"], name: string): readonly string[] {
  return Object.hasOwn(names, name) ? (names[name] ?? []) : [];
}

function mergeDependent(a: ObjectSchema["dependentRequired"], b: ObjectSchema["dependentRequired"]) {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, [...new Set([...own(a, name), ...own(b, name)])]]));
}

/**
 * Whether `additionalProperties` of an object is about names that only the other object has patterns for: such a name is
 * no additional one of what is merged, so that the object stays a rule of its own.
 */
function isClosed({ additionalProperties, patternProperties }: ObjectSchema, other: ObjectSchema | undefined): boolean {
  if (!additionalProperties || (additionalProperties.kind === "any" && additionalProperties.conditions.length === 0)) {
    return false;
  }
  const patterns = new Set(patternProperties.map(({ pattern }) => pattern));
  return other?.patternProperties.some(({ pattern }) => !patterns.has(pattern)) ?? false;
}
