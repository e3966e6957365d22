import { noAnnotations, overlay } from "./annotations.ts";
import { isSameJson } from "./equal.ts";
import { typeOfValue } from "./kinds.ts";
import type {
  ArraySchema,
  EnumSchema,
  NumberSchema,
  ObjectSchema,
  Property,
  ReferenceSchema,
  Schema,
  SchemaBase,
  StringSchema,
  UnionSchema,
} from "./types.ts";
import { unionOf } from "./union.ts";

/** How two schemas become the one that allows what both of them allow. */
export type Intersect = (a: Schema, b: Schema) => Schema;

/** What merging needs of the reader. */
export interface IntersectContext {
  /** A reference to what two schemas allow both, which is merged when it is asked for: one of them may lead back here. */
  lazily(a: Schema, b: Schema): ReferenceSchema;
  unsupported(pointer: string, message: string): void;
}

/** More members than a person would read, or wants types of. */
const mostMembers = 256;

/**
 * Merges schemas as `allOf` asks for it. What annotations say is said by the first, where it says it.
 *
 * `json-schema-merge-allof` 0.8.1 and `allof-merge` 0.6.8 work on schemas as they are written: they resolve references, whose
 * names readers need, and know neither null as a member of a union nor the discriminator.
 */
export function createIntersect(context: IntersectContext): Intersect {
  const intersect: Intersect = (a, b) => {
    const base = baseOf(a, b);
    if (a.kind === "never" || b.kind === "never") return { ...base, kind: "never" };
    if (a.kind === "any") return saysNothing(a) ? withAnnotations(b, a) : { ...strip(b), ...base };
    if (b.kind === "any") return saysNothing(b) ? withAnnotations(a, b, true) : { ...strip(a), ...base };
    if (a.kind === "reference" && b.kind === "reference" && a.target === b.target) return { ...a, ...base };
    if (a.kind === "reference") return { ...intersect(a.resolve(), b), ...annotationsOnly(base) };
    if (b.kind === "reference") return { ...intersect(a, b.resolve()), ...annotationsOnly(base) };
    if (a.kind === "union") return distribute(a, b, base, (member) => intersect(member, b));
    if (b.kind === "union") return distribute(b, a, base, (member) => intersect(a, member));
    if (a.kind === "enum") return narrow(a, b, base);
    if (b.kind === "enum") return narrow(b, a, base);
    return sameKind(a, b, base);
  };

  /** Of a property, an item, …: references stay references. */
  const inner = (a: Schema, b: Schema): Schema => {
    if (a.kind === "any" || b.kind === "any" || a.kind === "never" || b.kind === "never") return intersect(a, b);
    if (a.kind !== "reference" && b.kind !== "reference") return intersect(a, b);
    if (a.kind === "reference" && b.kind === "reference" && a.target === b.target) return intersect(a, b);
    return { ...context.lazily(a, b), ...annotationsOnly(baseOf(a, b)) };
  };
  const innerOptional = (a: Schema | undefined, b: Schema | undefined) => (a && b ? inner(a, b) : (a ?? b));

  const distribute = (
    union: UnionSchema,
    other: Schema,
    base: SchemaBase,
    merge: (member: Schema) => Schema,
  ): Schema => {
    const count = union.members.length * (other.kind === "union" ? other.members.length : 1);
    if (count > mostMembers) {
      context.unsupported(
        base.pointer,
        `It has ${count} variants, too many to be merged: what else is said of them is left out.`,
      );
      return { ...union, ...annotationsOnly(base) };
    }
    const merged = new Map(union.members.map((member) => [member, merge(member)]));
    const { discriminator } = union;
    return unionOf({
      ...base,
      kind: "union",
      of: union.of,
      members: [...merged.values()],
      ...(discriminator && {
        discriminator: {
          propertyName: discriminator.propertyName,
          mapping: discriminator.mapping.map(({ value, schema }) => ({
            value,
            schema: merged.get(schema) ?? inner(schema, other),
          })),
        },
      }),
    });
  };

  const narrow = (values: EnumSchema, other: Schema, base: SchemaBase): Schema => {
    const kept = values.values.filter((value) =>
      other.kind === "enum" ? other.values.some((each) => isSameJson(each, value)) : isOfKind(value, other),
    );
    if (kept.length === 0) return { ...base, kind: "never" };
    const of = intersect(values.of, other.kind === "enum" ? other.of : other);
    const constant = values.constant || (other.kind === "enum" && other.constant);
    return { ...base, kind: "enum", values: kept, constant, of };
  };

  const sameKind = (a: Schema, b: Schema, base: SchemaBase): Schema => {
    if (isNumber(a) && isNumber(b)) return mergeNumbers(a, b, base);
    if (a.kind === "string" && b.kind === "string") return mergeStrings(a, b, base, innerOptional);
    if (a.kind === "bytes" && (b.kind === "bytes" || b.kind === "string")) return { ...b, ...a, ...base };
    if (a.kind === "string" && b.kind === "bytes") return { ...b, ...base };
    if (a.kind === "array" && b.kind === "array") return mergeArrays(a, b, base, inner, innerOptional);
    if (a.kind === "object" && b.kind === "object") return mergeObjects(a, b, base, inner, innerOptional);
    if (a.kind === b.kind) return { ...a, ...base };
    // Rules for one type say nothing of values of another one.
    if (isImplied(a) && isImplied(b)) return unionOf({ ...base, kind: "union", of: "type", members: [a, b] });
    if (isImplied(a)) return { ...b, ...base };
    if (isImplied(b)) return { ...a, ...base };
    return { ...base, kind: "never" };
  };

  return intersect;
}

function baseOf(a: Schema, b: Schema): SchemaBase {
  const name = a.name ?? (a.kind === "any" ? b.name : undefined);
  return {
    ...overlay(a, b),
    pointer: a.pointer,
    ...(name !== undefined && { name }),
    conditions: [...a.conditions, ...b.conditions],
  };
}

function annotationsOnly({ pointer: _pointer, name: _name, conditions: _conditions, ...annotations }: SchemaBase) {
  return annotations;
}

/** A schema whose annotations are about to be replaced: an optional one that is not replaced must not stay. */
function strip<Any extends Schema>(schema: Any): Any {
  const { title: _1, description: _2, default: _3, externalDocs: _4, xml: _5, comment: _6, name: _7, ...rest } = schema;
  return rest as Any; // All that is left out is optional.
}

function saysNothing({ conditions }: Schema): boolean {
  return conditions.length === 0;
}

/** A schema with what another one, which rules nothing, says of it. */
function withAnnotations(schema: Schema, other: Schema, after = false): Schema {
  const annotations = after ? overlay(schema, other) : overlay(other, schema);
  return { ...strip(schema), ...annotations, ...(schema.name !== undefined && { name: schema.name }) } as Schema; // The same kind.
}

function isNumber(schema: Schema): schema is NumberSchema {
  return schema.kind === "number" || schema.kind === "integer";
}

function isImplied(schema: Schema): boolean {
  return "implied" in schema && schema.implied;
}

function isOfKind(value: unknown, schema: Schema): boolean {
  const type = typeOfValue(value);
  switch (schema.kind) {
    case "integer":
      return type === "number" ? Number.isInteger(value) : schema.implied;
    case "bytes":
      return type === "string";
    case "null":
    case "boolean":
      return type === schema.kind;
    case "number":
    case "string":
    case "array":
    case "object":
      return type === schema.kind || schema.implied;
    default:
      return true;
  }
}

const largest = (a: number | undefined, b: number | undefined) =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);
const smallest = (a: number | undefined, b: number | undefined) =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

/** Fields that have a value. */
function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]: NonNullable<Fields[Name]> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Fields]: NonNullable<Fields[Name]> }; // Read as optional fields.
}

/** The optional fields of a schema, as far as they are there. */
type Given<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

function mergeNumbers(a: NumberSchema, b: NumberSchema, base: SchemaBase): NumberSchema {
  const fields: Given<Pick<NumberSchema, "format" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum">> =
    given({
      format: a.format ?? b.format,
      minimum: largest(a.minimum, b.minimum),
      maximum: smallest(a.maximum, b.maximum),
      exclusiveMinimum: largest(a.exclusiveMinimum, b.exclusiveMinimum),
      exclusiveMaximum: smallest(a.exclusiveMaximum, b.exclusiveMaximum),
    });
  return {
    ...base,
    kind: a.kind === "integer" || b.kind === "integer" ? "integer" : "number",
    implied: a.implied && b.implied,
    ...fields,
    multipleOf: [...new Set([...a.multipleOf, ...b.multipleOf])],
  };
}

type Inner = (a: Schema, b: Schema) => Schema;
type InnerOptional = (a: Schema | undefined, b: Schema | undefined) => Schema | undefined;

function mergeStrings(a: StringSchema, b: StringSchema, base: SchemaBase, innerOptional: InnerOptional): StringSchema {
  const fields: Given<Omit<StringSchema, keyof SchemaBase | "kind" | "patterns" | "implied">> = given({
    format: a.format ?? b.format,
    minLength: largest(a.minLength, b.minLength),
    maxLength: smallest(a.maxLength, b.maxLength),
    contentEncoding: a.contentEncoding ?? b.contentEncoding,
    contentMediaType: a.contentMediaType ?? b.contentMediaType,
    contentSchema: innerOptional(a.contentSchema, b.contentSchema),
  });
  return {
    ...base,
    kind: "string",
    implied: a.implied && b.implied,
    ...fields,
    patterns: [...new Set([...a.patterns, ...b.patterns])],
  };
}

function mergeArrays(
  a: ArraySchema,
  b: ArraySchema,
  base: SchemaBase,
  inner: Inner,
  innerOptional: InnerOptional,
): ArraySchema {
  const count = Math.max(a.prefixItems.length, b.prefixItems.length);
  const at = ({ prefixItems, items }: ArraySchema, index: number) => prefixItems[index] ?? items;
  const contains = a.contains && b.contains ? undefined : (a.contains ?? b.contains);
  const fields: Given<Pick<ArraySchema, "minItems" | "maxItems" | "contains">> = given({
    minItems: largest(a.minItems, b.minItems),
    maxItems: smallest(a.maxItems, b.maxItems),
    contains: contains ?? a.contains,
  });
  const second = a.contains && b.contains;
  return {
    ...base,
    kind: "array",
    implied: a.implied && b.implied,
    items: innerOptional(a.items, b.items) ?? a.items,
    prefixItems: Array.from({ length: count }, (_, index) => inner(at(a, index), at(b, index))),
    ...fields,
    uniqueItems: a.uniqueItems || b.uniqueItems,
    // An array has one field for it: of two, the second stays a rule of its own.
    conditions: second ? [...base.conditions, { keyword: "not", schema: withoutAny(b, base) }] : base.conditions,
  };
}

/** The arrays that do not contain what `contains` asks for. */
function withoutAny({ contains }: ArraySchema, base: SchemaBase): Schema {
  const rule: SchemaBase = { ...noAnnotations, pointer: base.pointer, conditions: [] };
  const items: Schema = contains
    ? { ...rule, kind: "any", conditions: [{ keyword: "not", schema: contains.schema }] }
    : { ...rule, kind: "any" };
  return { ...rule, kind: "array", implied: true, items, prefixItems: [], uniqueItems: false };
}

function mergeObjects(
  a: ObjectSchema,
  b: ObjectSchema,
  base: SchemaBase,
  inner: Inner,
  innerOptional: InnerOptional,
): ObjectSchema {
  const fields: Given<
    Pick<ObjectSchema, "additionalProperties" | "propertyNames" | "minProperties" | "maxProperties" | "discriminator">
  > = given({
    additionalProperties: innerOptional(a.additionalProperties, b.additionalProperties),
    propertyNames: innerOptional(a.propertyNames, b.propertyNames),
    minProperties: largest(a.minProperties, b.minProperties),
    maxProperties: smallest(a.maxProperties, b.maxProperties),
    discriminator: a.discriminator ?? b.discriminator,
  });
  const names = new Set(a.properties.map(({ name }) => name));
  const patterns = [...new Set([...a.patternProperties, ...b.patternProperties].map(({ pattern }) => pattern))];
  const patternOf = (schema: ObjectSchema, pattern: string) =>
    schema.patternProperties.find((each) => each.pattern === pattern)?.schema;
  return {
    ...base,
    kind: "object",
    implied: a.implied && b.implied,
    ...fields,
    properties: [
      ...a.properties.map((property) => mergeProperty(property, b, inner)),
      ...b.properties.filter(({ name }) => !names.has(name)).map((property) => mergeProperty(property, a, inner)),
    ],
    patternProperties: patterns.flatMap((pattern) => {
      const schema = innerOptional(patternOf(a, pattern), patternOf(b, pattern));
      return schema ? [{ pattern, schema }] : [];
    }),
    dependentRequired: mergeDependent(a.dependentRequired, b.dependentRequired),
  };
}

/** A property beside what another object says of its name, where it names it or not. */
function mergeProperty(property: Property, other: ObjectSchema, inner: Inner): Property {
  const { name, required, schema } = property;
  const twin = other.properties.find((each) => each.name === name);
  if (twin) return { name, required: required || twin.required, schema: inner(schema, twin.schema) };
  const { patternProperties, additionalProperties } = other;
  const matching = patternProperties.filter(({ pattern }) => matches(pattern, name)).map((each) => each.schema);
  const rest = matching.length > 0 ? matching : additionalProperties ? [additionalProperties] : [];
  return { name, required, schema: rest.reduce(inner, schema) };
}

/** The reader has left out patterns that can't be read. */
function matches(pattern: string, name: string): boolean {
  return new RegExp(pattern, "u").test(name);
}

function mergeDependent(a: ObjectSchema["dependentRequired"], b: ObjectSchema["dependentRequired"]) {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, [...new Set([...(a[name] ?? []), ...(b[name] ?? [])])]]));
}
