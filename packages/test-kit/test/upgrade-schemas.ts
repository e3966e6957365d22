import { objectAt } from "./walk.ts";

/**
 * Writes the schemas of a 3.0 description as JSON Schema 2020-12 has it: `nullable` adds null to the type beside it, and says
 * nothing without one; a boolean `exclusiveMinimum` or `exclusiveMaximum` makes the bound beside it exclusive; siblings of a
 * reference go (OpenAPI 3.0.4, section 4.7.24). What is no schema has none of these.
 */
export function upgradeSchemas(document: object): object {
  return JSON.parse(JSON.stringify(document, (_, value) => upgrade(value)));
}

function upgrade(value: unknown): unknown {
  const schema = objectAt(value);
  if (!schema || Array.isArray(value)) return value;
  const { $ref, nullable, minimum, exclusiveMinimum, maximum, exclusiveMaximum, ...rest } = schema;
  if (typeof $ref === "string") return { $ref };
  return {
    ...rest,
    ...(nullable === true && typeof rest["type"] === "string" && { type: [rest["type"], "null"] }),
    ...bound("minimum", "exclusiveMinimum", minimum, exclusiveMinimum),
    ...bound("maximum", "exclusiveMaximum", maximum, exclusiveMaximum),
  };
}

function bound(name: string, exclusiveName: string, limit: unknown, exclusive: unknown): object {
  if (limit === undefined) return {};
  return exclusive === true ? { [exclusiveName]: limit } : { [name]: limit };
}
