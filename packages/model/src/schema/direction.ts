import type { Direction, ObjectSchema, Property, Schema } from "./types.ts";

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

function project(schema: Schema, inner: (schema: Schema) => Schema, keeps: (property: Property) => boolean): Schema {
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
