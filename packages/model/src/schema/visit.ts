import type { Condition, Schema } from "./types.ts";

/** A schema inside of another one, and what it is there. */
export interface Branch {
  /** How it is reached, as in `properties/name`, `items`, `oneOf/1`. */
  readonly path: readonly string[];
  readonly schema: Schema;
}

/** The schemas that a schema is made of. Of a reference, these are those of its target. */
export function branchesOf(schema: Schema): Branch[] {
  const own = ownBranches(schema);
  return [...own, ...schema.conditions.flatMap(conditionBranches)];
}

function ownBranches(schema: Schema): Branch[] {
  switch (schema.kind) {
    case "reference":
      return ownBranches(schema.resolve());
    case "union":
      return schema.members.map((member, index) => ({ path: [schema.of, String(index)], schema: member }));
    case "array":
      return [
        ...schema.prefixItems.map((item, index) => ({ path: ["prefixItems", String(index)], schema: item })),
        { path: ["items"], schema: schema.items },
        ...(schema.contains ? [{ path: ["contains"], schema: schema.contains.schema }] : []),
      ];
    case "object":
      return [
        ...schema.properties.map((property) => ({ path: ["properties", property.name], schema: property.schema })),
        ...schema.patternProperties.map((each) => ({ path: ["patternProperties", each.pattern], schema: each.schema })),
        ...(schema.additionalProperties
          ? [{ path: ["additionalProperties"], schema: schema.additionalProperties }]
          : []),
        ...(schema.propertyNames ? [{ path: ["propertyNames"], schema: schema.propertyNames }] : []),
      ];
    case "string":
      return schema.contentSchema ? [{ path: ["contentSchema"], schema: schema.contentSchema }] : [];
    default:
      return [];
  }
}

function conditionBranches(condition: Condition): Branch[] {
  if (condition.keyword === "if") {
    const { schema, whenTrue, whenFalse } = condition;
    return [
      { path: ["if"], schema },
      ...(whenTrue ? [{ path: ["then"], schema: whenTrue }] : []),
      ...(whenFalse ? [{ path: ["else"], schema: whenFalse }] : []),
    ];
  }
  const path = condition.keyword === "dependentSchemas" ? [condition.keyword, condition.property] : [condition.keyword];
  return [{ path, schema: condition.schema }];
}

/**
 * Goes through a schema and all that it is made of, depth first. A reference that leads to what contains it is visited,
 * and not followed: `recursive` says so.
 *
 * @param enter is told of each schema; where it returns `false`, what this schema is made of is left out
 */
export function visitSchema(
  schema: Schema,
  enter: (schema: Schema, path: readonly string[], recursive: boolean) => boolean | undefined,
): void {
  const visit = (each: Schema, path: readonly string[], above: readonly string[]) => {
    const recursive = each.kind === "reference" && above.includes(each.target);
    if (enter(each, path, recursive) === false || recursive) return;
    const inside = each.kind === "reference" ? [...above, each.target] : above;
    for (const branch of branchesOf(each)) visit(branch.schema, [...path, ...branch.path], inside);
  };
  visit(schema, [], schema.kind === "reference" ? [] : [schema.pointer]);
}

/** What a schema is, with its references followed. */
export function resolved(schema: Schema): Exclude<Schema, { readonly kind: "reference" }> {
  return schema.kind === "reference" ? schema.resolve() : schema;
}

/** Whether null is one of the values. */
export function isNullable(schema: Schema, above: readonly Schema[] = []): boolean {
  const end = resolved(schema);
  if (end.kind === "any" || end.kind === "null") return true;
  return end.kind === "union" && !above.includes(end) && end.members.some((each) => isNullable(each, [...above, end]));
}

/** A schema without null; as it is where null is not a member of it. */
export function withoutNull(schema: Schema): Schema {
  const end = resolved(schema);
  if (end.kind !== "union" || !end.members.some(({ kind }) => kind === "null")) return schema;
  const members = end.members.filter(({ kind }) => kind !== "null");
  const [only] = members;
  return members.length === 1 && only ? only : { ...end, members };
}
