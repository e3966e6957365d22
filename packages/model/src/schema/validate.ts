import type { Node } from "../parse/node.ts";
import type { jsonSchemas } from "./json-schema.ts";
import { type Lookup, validatorBy } from "./lookup.ts";
import { lookupIn } from "./lookup-in.ts";
import type { Direction } from "./types.ts";

/** One rule that a value breaks. */
export interface Violation {
  /** Where in the value, as in `details/0/field`; empty where it is the value itself. */
  readonly path: readonly string[];
  /** The keyword of JSON Schema, as in `minLength`. */
  readonly keyword: string;
  readonly message: string;
}

/**
 * Says which rules of the schema at a pointer a value breaks; none where it fits. These are all of them, but where alternatives
 * that contain each other would make thousands of one mistake: there it is the first one that each part breaks.
 */
export type Validate = (pointer: string, value: unknown, direction: Direction) => readonly Violation[];

/** Whether a value fits the schema at a pointer: what {@link Validate} says without its reasons, which cost much more. */
export type Accepts = (pointer: string, value: unknown, direction: Direction) => boolean;

export interface Validator {
  readonly validate: Validate;
  readonly accepts: Accepts;
}

/**
 * Validates by JSON Schema 2020-12. `@cfworker/json-schema` interprets schemas, so that it also works where a page's policy
 * forbids code made of text, which ajv makes; and it looks references up, where ajv compiles what they lead to again and again.
 *
 * @param schemas of each direction, as {@link jsonSchemas} makes them
 */
export function createValidator(schemas: (direction: Direction) => Node): Validator {
  // Where both directions have the same schemas, one lookup will do.
  const lookups = new Map<Node, Lookup>();
  return validatorBy((direction) => {
    const document = schemas(direction);
    const lookup = lookups.get(document) ?? lookupIn(document);
    lookups.set(document, lookup);
    return lookup;
  });
}
