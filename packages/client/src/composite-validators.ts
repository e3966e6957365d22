import { property, type Validate, type Validator, validate, within } from "./validate.ts";

type Composite<Parts> = (parts: Parts, ...rest: Parameters<Validate>) => ReturnType<Validate>;

/** A value that one of several validators takes (`anyOf`, `oneOf`). */
export const anyOf: Composite<readonly Validator[]> = (validators, value, place) => {
  const found = validators.map((validator) => validate(validator, value, place));
  return found.every(Boolean) ? found[0] : undefined;
};

/** An object one of whose properties says which validator is for it, where that value is known. */
export const discriminator: Composite<readonly [name: string, validators: Readonly<Record<string, Validator>>]> = (
  [name, validators],
  value,
  place,
) => {
  const which = property(value, name);
  if (typeof which !== "string") return validate("string", which, within(place, name));
  return validate(Object.hasOwn(validators, which) ? (validators[which] ?? "") : "object", value, place);
};

/** An object whose other properties are described as well. */
export const additionalProperties: Composite<readonly [own: Readonly<Record<string, Validator>>, other: Validator]> = (
  [own, other],
  value,
  place,
) =>
  validate(own, value, place) ??
  Object.keys(Object(value))
    .filter((name) => !Object.hasOwn(own, name) && !Object.hasOwn(own, `?${name}`))
    // Their names may be somebody's: they are not said.
    .map((name) => validate(other, property(value, name), within(place, "*")))
    .find(Boolean);
