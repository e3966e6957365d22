import { append } from "../http/pointer.ts";
import { entriesOf, type Node } from "../parse/node.ts";
import type { ReadInner } from "./kinds.ts";
import type { Condition } from "./types.ts";

/** The rules of a schema that are about the value as a whole (JSON Schema Core 2020-12, sections 10.2 and 11). */
export function readConditions(schema: Node, pointer: string, read: ReadInner): Condition[] {
  const inner = (keyword: string) => read(schema[keyword], append(pointer, keyword));
  const conditions: Condition[] = [];
  if ("not" in schema) conditions.push({ keyword: "not", schema: inner("not") });
  if ("if" in schema && ("then" in schema || "else" in schema)) {
    conditions.push({
      keyword: "if",
      schema: inner("if"),
      ...("then" in schema && { whenTrue: inner("then") }),
      ...("else" in schema && { whenFalse: inner("else") }),
    });
  }
  for (const [property, rule] of entriesOf(schema["dependentSchemas"])) {
    const place = append(pointer, "dependentSchemas", property);
    conditions.push({ keyword: "dependentSchemas", property, schema: read(rule, place) });
  }
  for (const keyword of ["unevaluatedProperties", "unevaluatedItems"] as const) {
    if (keyword in schema) conditions.push({ keyword, schema: inner(keyword) });
  }
  return conditions;
}
