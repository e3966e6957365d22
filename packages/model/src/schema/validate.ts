import { dereference, type Schema as JsonSchema, validate } from "@cfworker/json-schema";
import { tokensOf } from "../http/pointer.ts";
import type { Node } from "../parse/node.ts";
import { rewriteDocument } from "../parse/objects.ts";
import type { References } from "../parse/references.ts";
import { fragment, jsonSchemas } from "./json-schema.ts";
import type { Direction } from "./types.ts";

/** One rule that a value breaks. */
export interface Violation {
  /** Where in the value, as in `details/0/field`; empty where it is the value itself. */
  readonly path: readonly string[];
  /** The keyword of JSON Schema, as in `minLength`. */
  readonly keyword: string;
  readonly message: string;
}

/** Says which rules of the schema at a pointer a value breaks; none where it fits. */
export type Validate = (pointer: string, value: unknown, direction: Direction) => readonly Violation[];

const base = new URL("urn:description");

/**
 * Validates by JSON Schema 2020-12. `@cfworker/json-schema` interprets schemas, so that it also works where a page's policy
 * forbids code made of text, which ajv makes; and it looks references up, where ajv compiles what they lead to again and again.
 */
export function createValidate(references: References): Validate {
  const lookups = new Map<Direction, Record<string, JsonSchema | boolean>>();
  const lookupFor = (direction: Direction) => {
    const known = lookups.get(direction);
    if (known) return known;
    const lookup = index(jsonSchemas(references, direction));
    lookups.set(direction, lookup);
    return lookup;
  };
  return (pointer, value, direction) => {
    const lookup = lookupFor(direction);
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

/** Every schema by its address. The validator notes on each where its references lead, so they are copies of its own. */
function index(document: Node): Record<string, JsonSchema | boolean> {
  const lookup: Record<string, JsonSchema | boolean> = Object.create(null);
  rewriteDocument(document, (kind, node, pointer, parent) => {
    if (kind === "schema" && parent !== "schema") {
      dereference(node as JsonSchema, lookup, base, fragment(pointer).slice(1)); // What a schema is, by the validator's types.
    }
    return node;
  });
  return lookup;
}
