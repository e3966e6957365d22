import type { Header } from "@spkey/model";
import type { Scope } from "./scope.ts";

/** Headers of an answer or of a part (OpenAPI 3.1, section 4.8.21), whatever the case of their names (RFC 9110, section 5.1). */
export function compareHeaders(before: readonly Header[], after: readonly Header[], scope: Scope): void {
  const now = new Map(after.map((header) => [header.name.toLowerCase(), header]));
  for (const header of before) {
    const twin = now.get(header.name.toLowerCase());
    now.delete(header.name.toLowerCase());
    const inside = scope.at(header.name);
    if (twin) compareHeader(header, twin, inside);
    else inside.add("header-removed", "is gone", { before: header.pointer });
  }
  for (const { name, required, pointer } of now.values()) {
    const fact = required ? "header-required-added" : "header-added";
    scope.at(name).add(fact, required ? "is new, and required" : "is new", { after: pointer });
  }
}

function compareHeader(before: Header, after: Header, scope: Scope): void {
  const places = { before: before.pointer, after: after.pointer };
  if (!before.required && after.required) scope.add("header-required", "is always there now", places);
  if (before.required && !after.required) scope.add("header-optional", "is not always there any more", places);
  if (!before.deprecated && after.deprecated) scope.add("deprecated", "is deprecated now", places);
  if (before.deprecated && !after.deprecated) scope.add("deprecation-ended", "is not deprecated any more", places);
  const [old, now] = [before, after].map(({ content, explode }) => content?.mediaType.toLowerCase() ?? String(explode));
  // Whether an object is exploded can only be seen where there is one.
  const isVisible = Boolean(before.content) !== Boolean(after.content) || before.content || isObject(after);
  if (old !== now && isVisible) scope.add("header-style-changed", "is written in another way", places);
  const { found, inside } = scope.schemas.site(scope.direction, "", before.schema, after.schema, { alwaysThere: true });
  scope.addFindings({ found: found.filter(({ fact }) => !/^deprecat/.test(fact)), inside });
}

function isObject({ schema }: Header): boolean {
  const end = schema.kind === "reference" ? schema.resolve() : schema;
  return end.kind === "object" || end.kind === "any" || end.kind === "union";
}
