import { type Description, type Direction, resolved, type Schema } from "@spkey/model";
import { isObject } from "./alter.ts";

/** A schema, and a value that it is about, inside of a whole. */
export interface Place {
  /** Names and indexes that lead to the value. */
  readonly path: readonly string[];
  /** With references followed. */
  readonly schema: Exclude<Schema, { readonly kind: "reference" }>;
  /** It is valid there. */
  readonly value: unknown;
  /** The whole with another value at this place. */
  readonly put: (value: unknown) => unknown;
  /** Whether the schema is only one of several alternatives: what breaks it may keep another one. */
  readonly alternative: boolean;
}

/** How deep alternatives and lists are followed where nothing else ends it. */
const deepest = 12;

/**
 * With how many places known only those are added of whose schema there is none yet. Alternatives that contain each other have
 * tens of thousands, and the same few rules at each.
 */
const mostRepeated = 200;

/** A place, and those in it. */
interface Branch {
  readonly place: Place;
  /** The references that lead to it. */
  readonly above: readonly string[];
  readonly inside: Branch[];
}

/**
 * The places of a value, the whole first: of a union those of each member, of a list those of its first items. They are looked
 * for level by level, so that those that are left out are the deepest.
 */
export function placesOf(description: Description, schema: Schema, value: unknown, direction: Direction): Place[] {
  const met = new Set<Schema>();
  const branchOf = (at: Omit<Place, "schema">, given: Schema, above: readonly string[], count: number) => {
    const end = resolved(given);
    // What contains itself is followed once more, so that the rules inside of it are met.
    const recursions = given.kind === "reference" ? above.filter((target) => target === given.target).length : 0;
    if (recursions > 1 || at.path.length > deepest || (count >= mostRepeated && met.has(end))) return [];
    met.add(end);
    const branch: Branch = {
      place: { ...at, schema: end },
      above: given.kind === "reference" ? [...above, given.target] : above,
      inside: [],
    };
    return [branch];
  };
  const found = branchOf({ path: [], value, put: (other) => other, alternative: false }, schema, [], 0);
  const roots = [...found];
  // It grows while it is read.
  for (const { place, above, inside } of found) {
    for (const [at, inner] of innerPlaces(description, place, direction)) {
      const branches = branchOf(at, inner, above, found.length);
      inside.push(...branches);
      found.push(...branches);
    }
  }
  return roots.flatMap(placesIn);
}

function placesIn({ place, inside }: Branch): Place[] {
  return [place, ...inside.flatMap(placesIn)];
}

type Inner = readonly [place: Omit<Place, "schema">, schema: Schema];

function innerPlaces(description: Description, place: Place, direction: Direction): Inner[] {
  const { schema, value } = place;
  switch (schema.kind) {
    case "union":
      return schema.members.flatMap((member): Inner[] => {
        if (resolved(member).kind === "null") return [];
        const fits = description.accepts(member.pointer, value, direction);
        const made = fits ? { value } : description.example(member, direction);
        if (!("value" in made)) return [];
        const others = schema.members.filter((other) => other !== member && resolved(other).kind !== "null");
        const alternative = place.alternative || others.length > 0;
        return [[{ ...place, value: filled(description, member, made.value, direction), alternative }, member]];
      });
    case "array":
      return arrayPlaces(description, place, schema, direction);
    case "object":
      return objectPlaces(description, place, schema, direction);
    default:
      return [];
  }
}

function arrayPlaces(
  description: Description,
  place: Place,
  schema: Extract<Schema, { kind: "array" }>,
  direction: Direction,
): Inner[] {
  const list: readonly unknown[] = Array.isArray(place.value) ? place.value : [];
  const at = (index: number, inner: Schema): Inner[] => {
    if (index >= list.length) return [];
    // What the list has to contain stays in it.
    const put = (value: unknown) => place.put(schema.contains ? [...list, value] : list.with(index, value));
    return [
      [
        {
          path: [...place.path, String(schema.contains ? list.length : index)],
          value: filled(description, inner, list[index], direction),
          put,
          alternative: place.alternative,
        },
        inner,
      ],
    ];
  };
  return [
    ...schema.prefixItems.flatMap((inner, index) => at(index, inner)),
    ...at(schema.prefixItems.length, schema.items),
  ];
}

function objectPlaces(
  description: Description,
  place: Place,
  schema: Extract<Schema, { kind: "object" }>,
  direction: Direction,
): Inner[] {
  const object = isObject(place.value) ? place.value : {};
  const at = (name: string, inner: Schema, value: unknown): Inner => [
    {
      path: [...place.path, name],
      value: filled(description, inner, value, direction),
      put: (other) => place.put({ ...object, [name]: other }),
      alternative: place.alternative,
    },
    inner,
  ];
  const named = schema.properties.filter(({ name }) => Object.hasOwn(object, name));
  const places = named.map(({ name, schema: inner }) => at(name, inner, object[name]));
  const { additionalProperties } = schema;
  if (!additionalProperties || ["any", "never"].includes(resolved(additionalProperties).kind)) return places;
  // A property of any other name: the example's own one, or one that is made up.
  const known = new Set(schema.properties.map(({ name }) => name));
  const other = Object.keys(object).find((name) => !known.has(name)) ?? "another";
  const made = Object.hasOwn(object, other)
    ? { value: object[other] }
    : description.example(additionalProperties, direction);
  return "value" in made ? [...places, at(other, additionalProperties, made.value)] : places;
}

/** A value with all that it may have besides: only what is there can be held against its rules. */
export function filled(description: Description, schema: Schema, value: unknown, direction: Direction): unknown {
  const end = resolved(schema);
  if (end.kind === "array" && Array.isArray(value) && value.length === 0) {
    const made = end.prefixItems.length === 0 ? description.example(end.items, direction) : { impossible: "" };
    return "value" in made && fits(description, schema, [made.value], direction) ? [made.value] : value;
  }
  if (end.kind !== "object" || !isObject(value)) return value;
  const missing = end.properties.flatMap(({ name, schema: inner }) => {
    if (Object.hasOwn(value, name)) return [];
    const made = description.example(inner, direction);
    return "value" in made ? [[name, made.value] as const] : [];
  });
  if (missing.length === 0) return value;
  const all = { ...value, ...Object.fromEntries(missing) };
  if (fits(description, schema, all, direction)) return all;
  // Together they may be too many, or exclude each other.
  let some = value;
  for (const [name, made] of missing) {
    const more = { ...some, [name]: made };
    if (fits(description, schema, more, direction)) some = more;
  }
  return some;
}

function fits(description: Description, schema: Schema, value: unknown, direction: Direction): boolean {
  return description.accepts(schema.pointer, value, direction);
}
