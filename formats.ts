import type { Ajv } from "ajv";
import addAllFormats from "ajv-formats";

/** Lets a validator hold strings against the formats that it knows. */
export function addFormats(ajv: Ajv): Ajv {
  ajv.opts.validateFormats = true;
  return addAllFormats.default(ajv);
}
