import type { Node } from "../parse/node.ts";
import { rewriteDocument } from "../parse/objects.ts";
import type { References } from "../parse/references.ts";
import { jsonSchemas } from "./json-schema.ts";
import { addSchema, type Lookup, validateBy } from "./lookup.ts";
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

/**
 * Validates by JSON Schema 2020-12. `@cfworker/json-schema` interprets schemas, so that it also works where a page's policy
 * forbids code made of text, which ajv makes; and it looks references up, where ajv compiles what they lead to again and again.
 */
export function createValidate(references: References): Validate {
  return validateBy((direction) => index(jsonSchemas(references, direction)));
}

function index(document: Node): Lookup {
  const lookup: Lookup = Object.create(null);
  rewriteDocument(document, (kind, node, pointer, parent) => {
    if (kind === "schema" && parent !== "schema") addSchema(lookup, node, pointer);
    return node;
  });
  return lookup;
}
