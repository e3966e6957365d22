import { addSchema, type Lookup, validatorBy } from "../schema/lookup.ts";
import type { Direction } from "../schema/types.ts";
import type { Validate } from "../schema/validate.ts";
import type { PortableOperation } from "./operation.ts";

/** The validator of an operation that has been written as JSON; it says what that of the whole description says. */
export function createPortableValidate({ schemas }: Pick<PortableOperation, "schemas">): Validate {
  return validatorBy((direction: Direction) => {
    const lookup: Lookup = Object.create(null);
    for (const [pointer, schema] of Object.entries(structuredClone(schemas[direction]))) {
      addSchema(lookup, schema, pointer);
    }
    return lookup;
  }).validate;
}
