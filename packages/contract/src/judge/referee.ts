import "@hyperjump/json-schema/formats";
import {
  registerSchema,
  type SchemaObject,
  setShouldValidateFormat,
  type Validator,
  validate,
} from "@hyperjump/json-schema/draft-2020-12";
import type { Description, Direction } from "@spkey/model";

/** Says whether a value keeps the schema at a pointer, where two validators disagree about that. */
export type Referee = (pointer: string, value: unknown, direction: Direction) => Promise<boolean>;

const dialect = "https://json-schema.org/draft/2020-12/schema";
let count = 0;

/**
 * A validator that has nothing in common with the others: Prism's and the judge's are both ajv, which compiles schemas to code,
 * and would agree on its own mistakes. This one is `@hyperjump/json-schema`. It is slow, and asked only where the others differ.
 *
 * @throws where a schema can't be read by it
 */
export function createReferee(description: Description): Referee {
  const number = count++;
  const registered = new Set<Direction>();
  const compiled = new Map<string, Validator>();
  return async (pointer, value, direction) => {
    const address = `urn:spkey-contract:${number}:${direction}`;
    if (!registered.has(direction)) {
      setShouldValidateFormat(true);
      // A document of schemas is no schema: what is below its fields is found by its pointer.
      registerSchema(description.jsonSchemas(direction) as SchemaObject, address, dialect);
      registered.add(direction);
    }
    const url = address + pointer;
    const validator = compiled.get(url) ?? (await validate(url));
    compiled.set(url, validator);
    return validator(value as Parameters<Validator>[0]).valid; // JSON, as it was read.
  };
}
