import { append, resolved, type Schema } from "@spkey/model";
import { isObject, matches } from "../cases/alter.ts";
import { type Finding, finding } from "../findings.ts";

/** Fields that the description does not know, and such that are only sent. */
export function judgeFields(schema: Schema, value: unknown): Finding[] {
  return fieldsOf(schema, value, []);
}

function fieldsOf(schema: Schema, value: unknown, path: readonly string[]): Finding[] {
  const end = resolved(schema);
  if (Array.isArray(value)) {
    if (end.kind === "union") return leastOf(end.members, value, path);
    if (end.kind !== "array") return [];
    return value.flatMap((item, index) =>
      fieldsOf(end.prefixItems[index] ?? end.items, item, [...path, String(index)]),
    );
  }
  if (!isObject(value)) return [];
  if (end.kind === "union") return leastOf(end.members, value, path);
  if (end.kind !== "object") return [];
  const { properties, patternProperties, additionalProperties } = end;
  return Object.entries(value).flatMap(([name, item]): Finding[] => {
    const inner = [...path, name];
    const property = properties.find((each) => each.name === name);
    const at = ["body", ...inner].join("/");
    if (property) {
      return property.schema.writeOnly
        ? [finding("write-only-field", append(end.pointer, "properties", name), at, "is only sent, and came back")]
        : fieldsOf(property.schema, item, inner);
    }
    const described = patternProperties.filter(({ pattern }) => matches(pattern, name));
    if (described.length > 0) return described.flatMap((each) => fieldsOf(each.schema, item, inner));
    if (additionalProperties) return fieldsOf(additionalProperties, item, inner);
    // An object of which no field is described may have any.
    return properties.length === 0 ? [] : [finding("undocumented-field", end.pointer, at, "is not documented")];
  });
}

/** By the alternative that knows most of the fields; of several, the one that has something against them. */
function leastOf(members: readonly Schema[], value: unknown, path: readonly string[]): Finding[] {
  const ofSameShape = members.filter((member) => {
    const { kind } = resolved(member);
    return kind === "union" || kind === (Array.isArray(value) ? "array" : "object");
  });
  const found = ofSameShape.map((member) => fieldsOf(member, value, path));
  const unknown = (findings: readonly Finding[]) => findings.filter(({ kind }) => kind === "undocumented-field").length;
  return found.toSorted((a, b) => unknown(a) - unknown(b) || b.length - a.length)[0] ?? [];
}
