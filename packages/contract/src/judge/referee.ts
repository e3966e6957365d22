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
      registerSchema(withIris(description.jsonSchemas(direction)), address, dialect);
      registered.add(direction);
    }
    const url = address + iri(pointer);
    const validator = compiled.get(url) ?? (await validate(url));
    compiled.set(url, validator);
    return validator(value as Parameters<Validator>[0]).valid; // JSON, as it was read.
  };
}

/** It takes an IRI (RFC 3987), and fails where what is no ASCII is encoded. */
function iri(pointer: string): string {
  return pointer.replaceAll(/(?:%[89A-F][0-9A-F])+/gi, decodeURIComponent);
}

function withIris(schemas: object): SchemaObject {
  const text = JSON.stringify(schemas);
  return JSON.parse(text, (name, value) => (name === "$ref" && typeof value === "string" ? iri(value) : value));
}
