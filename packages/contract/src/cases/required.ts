import { type Description, kindOf, propertiesOf, resolved, type Schema, schemaFor } from "@spkey/model";
import { writeBody } from "../send/body.ts";
import type { BrokenRule, Case, CaseBody } from "./case.ts";
import type { Family } from "./plan.ts";

/** Statuses for a request that breaks the description (RFC 9110, sections 15.5.1 and 15.5.21). */
const refusals = [400, 422];

/** Of a body that is required, and of each required property in it, that it is missed when it is missing. */
export const requiredCases: Family = (description, operation, { bodies, unwritten: _unwritten, ...request }) => {
  const { requestBody } = operation;
  const { body: first, ...bodiless } = request;
  if (!requestBody || !first) return { cases: [], leftOut: [] };
  const refused = (what: string, changed: Case["request"], violation: BrokenRule): Case => ({
    name: `${operation.id} is refused without ${what}`,
    operation,
    request: changed,
    wanted: { outcome: "refused", statuses: refusals, violation },
  });
  const cases: Case[] = [];
  if (requestBody.required) cases.push(refused("a body", bodiless, { keyword: "required", path: [], inUnion: false }));
  for (const media of requestBody.content) {
    const body = bodies.find((each) => each.body.media === media)?.body;
    if (!body) continue;
    const as = requestBody.content.length > 1 ? ` as ${media.mediaType}` : "";
    for (const { value, rule } of incomplete(description, body)) {
      const written = writeBody(requestBody.content, media, value);
      if (!("bytes" in written)) continue; // The complete one could be written, and so can each of its parts.
      const what = [...rule.path, rule.property].join(".");
      cases.push(refused(`${what}${as}`, { ...request, body: { media, value, ...written } }, rule));
    }
  }
  return { cases, leftOut: [] };
};

interface Incomplete {
  readonly value: unknown;
  readonly rule: BrokenRule & { readonly property: string };
}

/** A body with one required property less each: only those that the description, as a whole, then refuses. */
function incomplete(description: Description, { media: { schema }, contentType, value: body }: CaseBody): Incomplete[] {
  // Of other media types, the value is written in a way that schemas say nothing of.
  if (!schema || !["json", "form", "multipart"].includes(kindOf(contentType))) return [];
  const places = requiredPlaces(description, schemaFor("request", schema), body);
  const rules = new Map(places.map((rule) => [JSON.stringify([...rule.path, rule.property]), rule]));
  return [...rules.values()].flatMap((rule) => {
    const value = without(body, [...rule.path, rule.property]);
    return description.validate(schema.pointer, value, "request").length > 0 ? [{ value, rule }] : [];
  });
}

/** The required properties that are in a value, down to its last branch; of a list, those of its first item. */
function requiredPlaces(
  description: Description,
  schema: Schema,
  value: unknown,
  path: readonly string[] = [],
  inUnion = false,
): Incomplete["rule"][] {
  const end = resolved(schema);
  const inside = (inner: Schema, name: string, item: unknown) =>
    requiredPlaces(description, inner, item, [...path, name], inUnion);
  if (end.kind === "union") {
    const fits = (member: Schema) => description.validate(member.pointer, value, "request").length === 0;
    // That of null, which many unions are for, is no alternative that a validator has to tell of.
    const others = end.members.filter(({ kind }) => kind !== "null");
    return others
      .filter(fits)
      .flatMap((member) => requiredPlaces(description, member, value, path, others.length > 1 || end.of !== "type"));
  }
  if (end.kind === "array" && Array.isArray(value) && value.length > 0) {
    return inside(end.prefixItems[0] ?? end.items, "0", value[0]);
  }
  if (end.kind !== "object" || !isObject(value)) return [];
  return propertiesOf(end)
    .filter(({ name }) => Object.hasOwn(value, name))
    .flatMap(({ name, required, schema: inner }) => [
      ...(required ? [{ keyword: "required" as const, path, property: name, inUnion }] : []),
      ...inside(inner, name, value[name]),
    ]);
}

/** A copy without what is at a path. */
function without(value: unknown, [name = "", ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? without(item, rest) : item));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    if (key !== name) return [[key, item] as const];
    return rest.length > 0 ? [[key, without(item, rest)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
