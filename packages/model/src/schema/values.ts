import type { Node } from "../parse/node.ts";
import { isSameJson } from "./equal.ts";
import type { Intersect } from "./merge.ts";
import type { Schema, SchemaBase } from "./types.ts";
import { unionOf } from "./union.ts";

/** The values that a schema lists. */
export interface Values {
  readonly list: readonly unknown[];
  readonly constant: boolean;
}

/** Those of `enum` and `const` (JSON Schema Validation 2020-12, section 6.1); nothing where there is neither. */
export function valuesOf(schema: Node): Values | undefined {
  const listed = schema["enum"];
  if ("const" in schema) {
    const allowed = !Array.isArray(listed) || listed.some((value) => isSameJson(value, schema["const"]));
    return { list: allowed ? [schema["const"]] : [], constant: true };
  }
  return Array.isArray(listed) ? { list: distinct(listed), constant: false } : undefined;
}

function distinct(values: readonly unknown[]): unknown[] {
  const simple = values.every((value) => typeof value !== "object");
  if (simple) return [...new Set(values)];
  return values.filter((value, index) => values.findIndex((other) => isSameJson(other, value)) === index);
}

/** The listed values that a schema allows, with null as a member of a union. */
export function enumerated({ list, constant }: Values, of: Schema, rule: SchemaBase, intersect: Intersect): Schema {
  const named = list.filter((value) => value !== null);
  const members: Schema[] = [
    ...(named.length > 0
      ? [intersect({ ...rule, kind: "enum", values: named, constant, of: { ...rule, kind: "any" } }, of)]
      : []),
    ...(list.includes(null) ? [intersect({ ...rule, kind: "null" }, of)] : []),
  ];
  return unionOf({ ...rule, kind: "union", of: "type", members });
}
