import { dereference, type Schema as JsonSchema, type OutputUnit, validate as run } from "@cfworker/json-schema";
import { tokensOf } from "../http/pointer.ts";
import { isNode } from "../parse/node.ts";
import { fragment } from "./fragment.ts";
import type { Direction } from "./types.ts";
import type { Accepts, Validate, Validator, Violation } from "./validate.ts";

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

/**
 * How many references are followed for all reasons why a value does not fit. Each alternative is gone through for them, also
 * where another one fits: of alternatives that contain each other that are as many as to the power of the depth.
 */
const mostReferences = 20_000;

/** Validates by the schemas of each direction, which are asked for once. */
export function validatorBy(lookupOf: (direction: Direction) => Lookup): Validator {
  const lookups = new Map<Direction, Lookup>();
  const lookupFor = (direction: Direction) => {
    const lookup = lookups.get(direction) ?? lookupOf(direction);
    lookups.set(direction, lookup);
    return lookup;
  };
  const validate: Validate = (pointer, value, direction) => {
    const lookup = lookupFor(direction);
    const schema = schemaAt(lookup, pointer);
    if (schema === undefined) return [];
    const { valid, errors } = run(value, schema, "2020-12", lookup, true);
    return valid ? [] : violationsOf(allErrors(value, schema, lookup) ?? errors);
  };
  const accepts: Accepts = (pointer, value, direction) => {
    const lookup = lookupFor(direction);
    const schema = schemaAt(lookup, pointer);
    return schema === undefined || run(value, schema, "2020-12", lookup, true).valid;
  };
  return { validate, accepts };
}

function schemaAt(lookup: Lookup, pointer: string): JsonSchema | boolean | undefined {
  return lookup[addressOf(pointer)];
}

/** What a schema is found by. */
export function addressOf(pointer: string): string {
  return `${base.href}${fragment(pointer)}`;
}

function violationsOf(errors: readonly OutputUnit[]): Violation[] {
  return errors
    .filter(({ keyword }) => !wrappers.has(keyword))
    .map(({ instanceLocation, keyword, error }) => ({ path: tokensOf(instanceLocation), keyword, message: error }));
}

/** Nothing where it would take too long. */
function allErrors(value: unknown, schema: JsonSchema | boolean, lookup: Lookup): readonly OutputUnit[] | undefined {
  let left = mostReferences;
  const counted = new Proxy(lookup, {
    get(target, name) {
      if (left-- === 0) throw new TooMany();
      return Reflect.get(target, name);
    },
  });
  try {
    return run(value, schema, "2020-12", counted, false).errors;
  } catch (error) {
    if (error instanceof TooMany || error instanceof RangeError) return undefined; // Or too many to put in one list.
    throw error;
  }
}

class TooMany extends Error {}

/** Adds a schema and all of its parts. They are changed for the validator: it has to be a copy of one's own. */
export function addSchema(lookup: Lookup, schema: unknown, pointer: string): void {
  tellingFirst(schema);
  dereference(schema as JsonSchema | boolean, lookup, base, fragment(pointer).slice(1)); // What a schema is, by its types.
}

/**
 * Puts properties with few values before the others, in place: they are what tells alternatives apart. The validator leaves an
 * alternative at the first property that is wrong, and would otherwise go through all that the others contain.
 */
function tellingFirst(schema: unknown): void {
  if (Array.isArray(schema)) schema.forEach(tellingFirst);
  if (!isNode(schema)) return;
  Object.values(schema).forEach(tellingFirst);
  const { properties } = schema;
  if (!isNode(properties)) return;
  const sorted = Object.entries(properties).toSorted(([, a], [, b]) => Number(isTelling(b)) - Number(isTelling(a)));
  (schema as Record<string, unknown>)["properties"] = Object.fromEntries(sorted); // What has been given is a copy.
}

function isTelling(schema: unknown): boolean {
  return isNode(schema) && (Object.hasOwn(schema, "const") || Object.hasOwn(schema, "enum"));
}
