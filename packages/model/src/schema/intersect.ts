import { overlay } from "./annotations.ts";
import { isSameJson } from "./equal.ts";
import type { Identities } from "./identity.ts";
import { typeOfValue } from "./kinds.ts";
import type { Intersect } from "./merge.ts";
import { mergeArrays } from "./merge-arrays.ts";
import { mergeObjects } from "./merge-objects.ts";
import { mergeBytes, mergeNumbers, mergeStrings } from "./merge-scalars.ts";
import { Unfinished } from "./references.ts";
import type { EnumSchema, NumberSchema, ReferenceSchema, Schema, SchemaBase, UnionSchema } from "./types.ts";
import { impliedMembers, isImplied, unionOf } from "./union.ts";

/** What merging needs of the reader. */
export interface IntersectContext {
  /** A reference to what two schemas allow both, which is merged when it is asked for: one of them may lead back here. */
  lazily(a: Schema, b: Schema): ReferenceSchema;
  readonly identities: Identities;
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
  const { identities, lazily } = context;
  /** What references were merged into, which many others lead to. Of what is still being merged, there is nothing yet. */
  const known = new Map<string, Schema | undefined>();

  const intersect: Intersect = (a, b) => {
    const merged = merge(a, b);
    identities.keep(merged, a, b);
    return merged;
  };

  const merge: Intersect = (a, b) => {
    const base = baseOf(a, b);
    if (a.kind === "never" || b.kind === "never") return { ...base, kind: "never" };
    if (a.kind === "any") return saysNothing(a) ? withAnnotations(b, a) : { ...strip(b), ...base };
    if (b.kind === "any") return saysNothing(b) ? withAnnotations(a, b, true) : { ...strip(a), ...base };
    if (a.kind === "reference" && b.kind === "reference" && a.target === b.target) return { ...a, ...base };
    if (a.kind === "reference" || b.kind === "reference") return annotated(mergeEnds(a, b), base, [a, b]);
    const [rulesOfA, rulesOfB] = [impliedMembers(a), impliedMembers(b)];
    if (a.kind === "union" && !rulesOfA) return distribute(a, b, base, (member) => intersect(member, b));
    if (b.kind === "union" && !rulesOfB) return distribute(b, a, base, (member) => intersect(a, member));
    if (rulesOfA && rulesOfB) return conjoin([...rulesOfA, ...rulesOfB], base);
    if (a.kind === "union") return { ...(rulesOfA ?? []).reduce(intersect, b), ...base };
    if (b.kind === "union") return { ...(rulesOfB ?? []).reduce(intersect, a), ...base };
    if (a.kind === "enum") return narrow(a, b, base);
    if (b.kind === "enum") return narrow(b, a, base);
    return sameKind(a, b, base);
  };

  /**
   * What references lead to, merged. It may lead back to the same two through a union, or through what is still being read: there,
   * it becomes a reference to what is being merged.
   */
  const mergeEnds = (a: Schema, b: Schema): Schema => {
    // What annotations say depends on which of them is the first.
    const key = JSON.stringify([identities.of(a), identities.of(b)]);
    if (known.has(key)) return known.get(key) ?? lazily(a, b);
    known.set(key, undefined);
    try {
      const merged = intersect(endOf(a), endOf(b));
      known.set(key, merged);
      return merged;
    } catch (error) {
      if (error instanceof Unfinished) return lazily(a, b);
      throw error;
    } finally {
      if (!known.get(key)) known.delete(key);
    }
  };

  /** Of a property, an item, …: references stay references. */
  const inner = (a: Schema, b: Schema): Schema => {
    if (a.kind === "any" || b.kind === "any" || a.kind === "never" || b.kind === "never") return intersect(a, b);
    if (a.kind !== "reference" && b.kind !== "reference") return intersect(a, b);
    if (a.kind === "reference" && b.kind === "reference" && a.target === b.target) return intersect(a, b);
    return { ...lazily(a, b), ...annotationsOnly(baseOf(a, b)) };
  };

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

  /** Rules that are each for values of one type: all of them count, and those for the same type are merged. */
  const conjoin = (rules: readonly Schema[], base: SchemaBase): Schema => {
    const byKind = new Map<string, Schema>();
    for (const rule of rules) {
      const twin = byKind.get(rule.kind);
      byKind.set(rule.kind, twin ? sameKind(twin, rule, baseOf(twin, rule)) : rule);
    }
    const [first, ...others] = byKind.values();
    if (first && others.length === 0) return { ...first, ...base, conditions: distinct(first, base) };
    return unionOf({ ...base, kind: "union", of: "type", members: [...byKind.values()] });
  };

  const sameKind = (a: Schema, b: Schema, base: SchemaBase): Schema => {
    if (isNumber(a) && isNumber(b)) return mergeNumbers(a, b, base);
    if (a.kind === "string" && b.kind === "string") return mergeStrings(a, b, base, inner);
    if (isText(a) && isText(b)) return mergeBytes(a, b, base);
    if (a.kind === "array" && b.kind === "array") return mergeArrays(a, b, base, inner);
    if (a.kind === "object" && b.kind === "object") return mergeObjects(a, b, base, inner);
    if (a.kind === b.kind) return { ...a, ...base };
    // Rules for one type say nothing of values of another one.
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

function isText(schema: Schema): schema is Extract<Schema, { readonly kind: "string" | "bytes" }> {
  return schema.kind === "string" || schema.kind === "bytes";
}

/** The conditions of a merged schema, and of what it is made of, each once. */
function distinct(a: SchemaBase, b: SchemaBase): SchemaBase["conditions"] {
  return [...new Set([...a.conditions, ...b.conditions])];
}

function endOf(schema: Schema): Schema {
  return schema.kind === "reference" ? schema.resolve() : schema;
}

/** What references lead to, merged, with what is said beside the references. */
function annotated(merged: Schema, base: SchemaBase, schemas: readonly Schema[]): Schema {
  const beside = schemas.flatMap((schema) => (schema.kind === "reference" ? schema.conditions : []));
  return { ...merged, ...annotationsOnly(base), conditions: [...merged.conditions, ...beside] };
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
