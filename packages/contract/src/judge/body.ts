import type { Description } from "@spkey/model";
import { Ajv2020, type AnySchema, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/**
 * Says which rules of the schema at a pointer the body of a response breaks; none where it keeps them.
 *
 * @throws where the schema can't be compiled; the message says why
 */
export type BodyValidator = (pointer: string, value: unknown) => readonly string[];

/** What the schemas are called among those of the validator. */
const base = "openapi";

/**
 * Validates bodies of responses independently of Prism: ajv, JSON Schema 2020-12, which is the dialect of OpenAPI 3.1 (section
 * 4.8.24), with formats. Each schema is compiled once, when it is first needed.
 */
export function createBodyValidator(description: Description): BodyValidator {
  // What a schema says that ajv doesn't know is no rule: formats of its own, and the keywords of OpenAPI.
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  ajv.addSchema(description.jsonSchemas("response") as AnySchema, base); // Schemas by their pointers, in one object.
  const compiled = new Map<string, ValidateFunction>();
  const compile = (pointer: string): ValidateFunction => {
    // Not by `compile`, which compiles once more what references lead to.
    const validate = ajv.getSchema(base + pointer);
    if (!validate) throw new Error(`There is no schema at ${pointer}.`);
    compiled.set(pointer, validate);
    return validate;
  };
  return (pointer, value) => {
    const validate = compiled.get(pointer) ?? compile(pointer);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "the body"} ${message}`);
  };
}
