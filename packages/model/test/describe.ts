import type { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type Description, type Operation, readDescription, type Schema } from "../src/index.ts";

/** A minimal description (OpenAPI 3.1) with these fields. */
export function documentWith(fields: object): object {
  return { openapi: "3.1.0", info: { title: "Test", version: "1" }, ...fields };
}

export function read(fields: object): Description {
  return readDescription(documentWith(fields));
}

/** The description and the operation of `post /things`. */
export function readOperation(operation: object, fields: object = {}, pathItem: object = {}) {
  const description = read({ ...fields, paths: { "/things": { ...pathItem, post: operation } } });
  return { description, operation: only(description.operations) };
}

export function only(operations: readonly Operation[]): Operation {
  const [first, second] = operations;
  if (!first || second) throw new Error(`Expected one operation, got ${operations.length}.`);
  return first;
}

/** A schema called `Subject` among other components. */
export function readSchema(schema: unknown, others: object = {}): Schema {
  return subjectOf(read({ components: { schemas: { Subject: schema, ...others } } }));
}

export function subjectOf({ schemas }: Description, name = "Subject"): Schema {
  const found = schemas.find((schema) => schema.pointer === `#/components/schemas/${name}`);
  if (!found) throw new Error(`There is no schema ${name}.`);
  return found;
}

/** A validator of the draft that OpenAPI 3.1 uses; the model itself uses another one. */
export function createAjv(): Ajv {
  // Extensions and formats of OpenAPI are no errors of a schema.
  return new Ajv2020({ strict: false, validateFormats: false, allErrors: false, logger: false });
}
