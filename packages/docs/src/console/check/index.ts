/** What is loaded once the console shows: it validates what is filled in, and judges what is answered. */
import type { MediaType, Operation, Validate } from "@spkey/model";
import { createPortableValidate } from "@spkey/model/portable/validate";
import type { Draft } from "../draft.ts";
import type { Mark } from "../form/marks.ts";
import { marksOf } from "./rules.ts";

export { fieldId, parameterId } from "./field-id.ts";
export { type Judgement, judge } from "./judge.ts";
export { createPortableValidate };

/** What is wrong with the parameters of a draft; the path of each begins with its place and name. */
export function parameterMarks({ parameters }: Operation, validate: Validate, draft: Draft): Mark[] {
  return parameters.flatMap(({ in: place, name, required, schema }) => {
    const value = draft.parameters[place][name];
    const start = [place, name];
    if (value === undefined) return required ? [{ path: start, message: "Required." }] : [];
    const violations = validate(schema.pointer, value, "request");
    return marksOf(schema, violations).map(({ path, message }) => ({ path: [...start, ...path], message }));
  });
}

/** What is wrong with a body. */
export function bodyMarks({ schema }: MediaType, validate: Validate, { body }: Draft, required: boolean): Mark[] {
  if (!schema) return [];
  if (body === undefined) return required ? [{ path: [], message: "Required." }] : [];
  return marksOf(schema, validate(schema.pointer, body, "request"));
}
