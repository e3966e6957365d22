import { dereference, type Schema as JsonSchema, validate } from "@cfworker/json-schema";
import { tokensOf } from "../http/pointer.ts";
import { fragment } from "./fragment.ts";
import type { Direction } from "./types.ts";
import type { Validate } from "./validate.ts";

/** Every schema, also of those that are parts of others, by its address. */
export type Lookup = Record<string, JsonSchema | boolean>;

const base = new URL("urn:description");

/** Keywords that only say that something inside of them is wrong. */
const wrappers = new Set([
  "properties",
  "items",
  "prefixItems",
  "$ref",
  "allOf",
  "additionalProperties",
  "patternProperties",
]);

/** Validates by the schemas of each direction, which are asked for once. */
export function validateBy(lookupOf: (direction: Direction) => Lookup): Validate {
  const lookups = new Map<Direction, Lookup>();
  return (pointer, value, direction) => {
    const lookup = lookups.get(direction) ?? lookupOf(direction);
    lookups.set(direction, lookup);
    const schema = lookup[`${base.href}${fragment(pointer)}`];
    if (schema === undefined) return [];
    const { errors } = validate(value, schema, "2020-12", lookup, false);
    return errors
      .filter(({ keyword }) => !wrappers.has(keyword))
      .map(({ instanceLocation, keyword, error }) => ({
        path: tokensOf(instanceLocation),
        keyword,
        message: error,
      }));
  };
}

/** Adds a schema and all of its parts. The validator notes on each where its references lead: it has to be a copy of one's own. */
export function addSchema(lookup: Lookup, schema: unknown, pointer: string): void {
  dereference(schema as JsonSchema | boolean, lookup, base, fragment(pointer).slice(1)); // What a schema is, by its types.
}
