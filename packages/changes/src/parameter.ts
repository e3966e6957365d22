import { append, type Operation, type Parameter, resolved, type Schema, serializeParameter } from "@spkey/model";
import { namesInPath } from "./match-operations.ts";
import type { Scope } from "./scope.ts";

/** Parameters by their place and name (OpenAPI 3.1, section 4.8.12): headers whatever their case, those of the path by their position. */
export function compareParameters(before: Operation, after: Operation, scope: Scope): void {
  const [old, now] = [byKey(before), byKey(after)];
  const gone = [...old].flatMap(([key, parameter]) => (now.has(key) ? [] : [parameter]));
  const added = [...now].flatMap(([key, parameter]) => (old.has(key) ? [] : [parameter]));
  for (const [key, parameter] of old) {
    const twin = now.get(key);
    if (twin) compareParameter(parameter, twin, scope.at(twin.name));
  }
  for (const parameter of gone) {
    const { name, in: place } = parameter;
    const moved = added.find((other) => other.name === name);
    const places = { before: placeIn(before, parameter) };
    if (!moved) scope.at(name).add("parameter-removed", `is gone from the ${place}`, places);
    else {
      const what = `was in the ${place} and is in the ${moved.in}`;
      scope.at(name).add("parameter-moved", what, { ...places, after: placeIn(after, moved) });
    }
  }
  for (const parameter of added) {
    const { name, in: place, required } = parameter;
    if (gone.some((other) => other.name === name)) continue;
    const fact = required ? "parameter-required-added" : "parameter-added";
    const what = `is new in the ${place}${required ? ", and required" : ""}`;
    scope.at(name).add(fact, what, { after: placeIn(after, parameter) });
  }
}

/** Where an operation has a parameter: a component is not the place where one operation loses it, and others keep it. */
function placeIn(operation: Operation, { pointer, name }: Parameter): string {
  return pointer.startsWith("#/components/parameters/") ? append(operation.pointer, "parameters", name) : pointer;
}

function byKey(operation: Operation): ReadonlyMap<string, Parameter> {
  const positions = namesInPath(operation);
  return new Map(
    operation.parameters.map((parameter) => {
      const { in: place, name } = parameter;
      const position = place === "path" ? positions.indexOf(name) : -1;
      const key = position >= 0 ? String(position) : place === "header" ? name.toLowerCase() : `=${name}`;
      return [`${place} ${key}`, parameter];
    }),
  );
}

function compareParameter(before: Parameter, after: Parameter, scope: Scope): void {
  const places = { before: before.pointer, after: after.pointer };
  if (before.name !== after.name && after.in === "path") {
    scope.add("path-parameter-renamed", `was called \`${before.name}\``, places);
  }
  if (!before.required && after.required) scope.add("parameter-required", "is required now", places);
  if (before.required && !after.required) scope.add("parameter-optional", "is not required any more", places);
  if (!before.deprecated && after.deprecated) scope.add("deprecated", "is deprecated now", places);
  if (before.deprecated && !after.deprecated) scope.add("deprecation-ended", "is not deprecated any more", places);
  if (before.allowEmptyValue !== after.allowEmptyValue && after.in === "query") {
    scope.add(
      after.allowEmptyValue ? "parameter-empty-allowed" : "parameter-empty-refused",
      after.allowEmptyValue ? "may be without a value now" : "can't be without a value any more",
      places,
    );
  }
  compareForms(before, after, scope);
  const { found, inside } = scope.schemas.site(scope.direction, "", before.schema, after.schema, {
    alwaysThere: before.required && after.required,
  });
  // Its deprecation has been told above.
  scope.addFindings({ found: found.filter(({ fact }) => !/^deprecat/.test(fact)), inside });
}

/** Values that show in which form a parameter is written: one of each kind. */
const samples: Readonly<Record<string, unknown>> = {
  boolean: true,
  number: 5,
  integer: 5,
  string: "a",
  array: ["a", "b"],
  object: { a: "b", c: "d" },
};

/** What of the form can be seen on the wire, in values of the kinds that the parameter can have. */
function compareForms(before: Parameter, after: Parameter, scope: Scope): void {
  const places = { before: before.pointer, after: after.pointer };
  const kinds = [...kindsOf(before.schema)].filter((kind) => kindsOf(after.schema).has(kind));
  const plain = { allowReserved: false, name: after.name };
  const changed = kinds.find(
    (kind) =>
      serializeParameter({ ...before, ...plain }, samples[kind]) !==
      serializeParameter({ ...after, ...plain }, samples[kind]),
  );
  const [old, now] = [before, after].map(({ content, json }) => (json ? "json" : content?.mediaType.toLowerCase()));
  if (changed !== undefined || (old !== now && [old, now].some((media) => media !== undefined && media !== "json"))) {
    const [was, is] = [before, after].map(formOf);
    scope.add("parameter-style-changed", `was written as ${was} and is written as ${is}`, places);
  } else if (before.allowReserved !== after.allowReserved && after.in === "query") {
    scope.add("parameter-reserved-changed", "reserved characters are written in another way", places);
  }
}

function formOf({ content, style, explode }: Parameter): string {
  return content ? content.mediaType : `${style}${explode ? ", exploded" : ""}`;
}

/** The kinds of values that a parameter can have; all of them where nothing is said. */
function kindsOf(schema: Schema, above: readonly Schema[] = []): ReadonlySet<string> {
  const end = resolved(schema);
  if (end.kind === "union" && !above.includes(end)) {
    return new Set(end.members.flatMap((member) => [...kindsOf(member, [...above, end])]));
  }
  if (end.kind === "enum") return new Set(end.values.map((value) => typeof value));
  return new Set(Object.hasOwn(samples, end.kind) ? [end.kind] : Object.keys(samples));
}
