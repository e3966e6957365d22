import { createMakeExample, type MakeExample } from "../example/make.ts";
import type { Direction } from "../schema/types.ts";
import { createValidator, type Validator } from "../schema/validate.ts";
import { asNode } from "./node.ts";
import { type Outline, readOutline } from "./outline.ts";

/** A description as everything that is published reads it. */
export interface Description extends Outline, Validator {
  /** Makes an example where none is written. */
  readonly example: MakeExample;
}

/**
 * Reads a bundled OpenAPI 3.0, 3.1 or 3.2 document.
 *
 * @throws {Error} where it is none, and where a reference leads nowhere, in a circle or out of the document; the message
 * begins with the place of the reference
 */
export function readDescription(document: object): Description {
  const outline = readOutline(document);
  const schemas = (direction: Direction) => asNode(outline.jsonSchemas(direction));
  const validator = createValidator(schemas);
  const example = createMakeExample(validator, schemas);
  return Object.freeze({ ...outline, ...validator, example });
}
