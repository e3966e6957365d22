import type { Condition, Direction, ObjectSchema, Property, Schema } from "./types.ts";
import { resolved } from "./visit.ts";

const made = { request: new WeakMap<Schema, Schema>(), response: new WeakMap<Schema, Schema>() };

/**
 * A schema as it is for one direction: without the properties that are only answered, or only sent, down to its last
 * branch (OpenAPI 3.1 takes `readOnly` and `writeOnly` from JSON Schema Validation 2020-12, section 9.4).
 */
export function schemaFor(direction: Direction, schema: Schema): Schema {
  const known = made[direction].get(schema);
  if (known) return known;
  const projected = project(
    schema,
    (inner) => schemaFor(direction, inner),
    (property) => isPartOf(direction, property),
  );
  made[direction].set(schema, projected);
  return projected;
}

/** Whether a property is sent, or answered. */
export function isPartOf(direction: Direction, { schema }: Property): boolean {
  return direction === "request" ? !schema.readOnly : !schema.writeOnly;
}

/**
 * A value as it is in one direction: without the properties that are only answered, or only sent, wherever they stand in it. Of
 * alternatives, the one that knows most of its properties says which ones these are.
 */
export function valueFor(direction: Direction, schema: Schema, value: unknown): unknown {
  return projectValue(direction, schema, value).value;
}

interface Projected {
  readonly value: unknown;
  /** How many of its properties the schema has names for. */
  readonly known: number;
}

function projectValue(direction: Direction, schema: Schema, value: unknown): Projected {
  const end = resolved(schema);
  if (typeof value !== "object" || value === null) return { value, known: 0 };
  if (end.kind === "union") {
    const found = end.members.map((member) => projectValue(direction, member, value));
    return found.reduce((best, one) => (one.known > best.known ? one : best), { value, known: 0 });
  }
  if (Array.isArray(value)) {
    if (end.kind !== "array") return { value, known: 0 };
    const items = value.map((item, index) => projectValue(direction, end.prefixItems[index] ?? end.items, item));
    return { value: items.map((item) => item.value), known: items.reduce((sum, { known }) => sum + known, 0) };
  }
  return end.kind === "object" ? projectProperties(direction, end, value) : { value, known: 0 };
}

function projectProperties(
  direction: Direction,
  { properties, additionalProperties }: ObjectSchema,
  value: object,
): Projected {
  let known = 0;
  const entries = Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
    const property = properties.find((each) => each.name === name);
    if (property) known++;
    if (property && !isPartOf(direction, property)) return [];
    const inner = property?.schema ?? additionalProperties;
    if (!inner) return [[name, item]];
    const projected = projectValue(direction, inner, item);
    known += projected.known;
    return [[name, projected.value]];
  });
  return { value: Object.fromEntries(entries), known };
}

function project(schema: Schema, inner: (schema: Schema) => Schema, keeps: (property: Property) => boolean): Schema {
  return { ...projectOwn(schema, inner, keeps), conditions: schema.conditions.map((each) => condition(each, inner)) };
}

/** What a value has to be under a condition. What tells whether the condition is met stays as it is. */
function condition(rule: Condition, inner: (schema: Schema) => Schema): Condition {
  if (rule.keyword === "dependentSchemas") return { ...rule, schema: inner(rule.schema) };
  if (rule.keyword !== "if") return rule;
  const { whenTrue, whenFalse } = rule;
  return {
    ...rule,
    ...(whenTrue && { whenTrue: inner(whenTrue) }),
    ...(whenFalse && { whenFalse: inner(whenFalse) }),
  };
}

function projectOwn(schema: Schema, inner: (schema: Schema) => Schema, keeps: (property: Property) => boolean): Schema {
  switch (schema.kind) {
    case "reference":
      // A target that is no reference is projected to none.
      return { ...schema, resolve: () => inner(schema.resolve()) as ReturnType<typeof schema.resolve> };
    case "union":
      return {
        ...schema,
        members: schema.members.map(inner),
        ...(schema.discriminator && {
          discriminator: {
            ...schema.discriminator,
            mapping: schema.discriminator.mapping.map(({ value, schema: to }) => ({ value, schema: inner(to) })),
          },
        }),
      };
    case "array":
      return {
        ...schema,
        items: inner(schema.items),
        prefixItems: schema.prefixItems.map(inner),
        ...(schema.contains && { contains: { ...schema.contains, schema: inner(schema.contains.schema) } }),
      };
    case "string":
      return schema.contentSchema ? { ...schema, contentSchema: inner(schema.contentSchema) } : schema;
    case "object":
      return projectObject(schema, inner, keeps);
    default:
      return schema;
  }
}

function projectObject(
  schema: ObjectSchema,
  inner: (schema: Schema) => Schema,
  keeps: (property: Property) => boolean,
): ObjectSchema {
  const { properties, patternProperties, additionalProperties } = schema;
  return {
    ...schema,
    properties: properties.filter(keeps).map((property) => ({ ...property, schema: inner(property.schema) })),
    patternProperties: patternProperties.map((each) => ({ ...each, schema: inner(each.schema) })),
    ...(additionalProperties && { additionalProperties: inner(additionalProperties) }),
  };
}
