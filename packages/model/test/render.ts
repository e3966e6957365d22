import type { Condition, Schema, UnionSchema } from "../src/index.ts";

/** A JSON Schema, or a part of one. */
type Rules = Readonly<Record<string, unknown>>;

/**
 * Writes a schema of the model as JSON Schema 2020-12 again: what the model says a schema allows, for a validator.
 * References become `$defs` by their targets.
 */
export function render(schema: Schema): Rules {
  const definitions = new Map<string, Rules | boolean>();
  return { allOf: [renderSchema(schema, definitions)], $defs: Object.fromEntries(definitions) };
}

function renderSchema(schema: Schema, definitions: Map<string, Rules | boolean>): Rules | boolean {
  const inner = (each: Schema) => renderSchema(each, definitions);
  const conditions = schema.conditions.map((condition) => renderCondition(condition, inner));
  const own = renderOwn(schema, definitions, inner);
  return conditions.length > 0 ? { allOf: [own], ...merge(conditions) } : own;
}

/** `unevaluatedProperties` only sees what stands beside it; the others can stand in an `allOf`. */
function merge(conditions: readonly Rules[]): Rules {
  const [whole, parts] = [conditions.filter(isUnevaluated), conditions.filter((each) => !isUnevaluated(each))];
  return { ...Object.assign({}, ...whole), ...(parts.length > 0 && { anyOf: [{ allOf: parts }] }) };
}

function isUnevaluated(rules: Rules): boolean {
  return "unevaluatedProperties" in rules || "unevaluatedItems" in rules;
}

function renderCondition(condition: Condition, inner: (schema: Schema) => Rules | boolean): Rules {
  switch (condition.keyword) {
    case "if":
      return {
        if: inner(condition.schema),
        // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
        ...(condition.whenTrue && { then: inner(condition.whenTrue) }),
        ...(condition.whenFalse && { else: inner(condition.whenFalse) }),
      };
    case "dependentSchemas":
      return { dependentSchemas: { [condition.property]: inner(condition.schema) } };
    default:
      return { [condition.keyword]: inner(condition.schema) };
  }
}

function renderOwn(
  schema: Schema,
  definitions: Map<string, Rules | boolean>,
  inner: (schema: Schema) => Rules | boolean,
): Rules | boolean {
  switch (schema.kind) {
    case "any":
      return {};
    case "never":
      return false;
    case "null":
    case "boolean":
      return { type: schema.kind };
    case "bytes":
      return { type: "string" };
    case "enum":
      return { enum: schema.values, allOf: [inner(schema.of)] };
    case "union":
      return { [renderedAs(schema)]: schema.members.map(inner) };
    case "reference":
      return renderReference(schema, definitions);
    case "number":
    case "integer": {
      const { multipleOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
      return {
        ...typed(schema),
        minimum,
        maximum,
        exclusiveMinimum,
        exclusiveMaximum,
        allOf: allOf(multipleOf.map((factor) => ({ multipleOf: factor }))),
      };
    }
    case "string": {
      const { minLength, maxLength, patterns } = schema;
      return { ...typed(schema), minLength, maxLength, allOf: allOf(patterns.map((pattern) => ({ pattern }))) };
    }
    case "array": {
      const { items, prefixItems, contains, minItems, maxItems, uniqueItems } = schema;
      return {
        ...typed(schema),
        items: inner(items),
        ...(prefixItems.length > 0 && { prefixItems: prefixItems.map(inner) }),
        // ajv forgets `contains` beside `prefixItems` that allow nothing.
        ...(contains && {
          allOf: [{ contains: inner(contains.schema), minContains: contains.min, maxContains: contains.max }],
        }),
        minItems,
        maxItems,
        uniqueItems,
      };
    }
    case "object": {
      const { properties, patternProperties, additionalProperties, propertyNames } = schema;
      return {
        ...typed(schema),
        properties: Object.fromEntries(properties.map((property) => [property.name, inner(property.schema)])),
        required: properties.filter(({ required }) => required).map(({ name }) => name),
        patternProperties: Object.fromEntries(patternProperties.map((each) => [each.pattern, inner(each.schema)])),
        ...(additionalProperties && { additionalProperties: inner(additionalProperties) }),
        ...(propertyNames && { propertyNames: inner(propertyNames) }),
        minProperties: schema.minProperties,
        maxProperties: schema.maxProperties,
        dependentRequired: schema.dependentRequired,
      };
    }
  }
}

/** Rules for one type say nothing of values of another one: where there is no `type`, all of them count. */
function renderedAs({ of, members }: UnionSchema): string {
  if (of !== "type") return of;
  return members.every((member) => "implied" in member && member.implied) ? "allOf" : "anyOf";
}

function renderReference(
  schema: Extract<Schema, { readonly kind: "reference" }>,
  definitions: Map<string, Rules | boolean>,
): Rules {
  const key = encodeURIComponent(schema.target);
  if (!definitions.has(key)) {
    definitions.set(key, true);
    definitions.set(key, renderSchema(schema.resolve(), definitions));
  }
  return { $ref: `#/$defs/${key.replaceAll("%", "%25")}` };
}

function typed(schema: { readonly kind: string; readonly implied: boolean }): Rules {
  return schema.implied ? {} : { type: schema.kind };
}

function allOf(rules: readonly Rules[]): readonly Rules[] {
  return rules.length > 0 ? rules : [{}];
}
