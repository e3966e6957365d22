/**
 * What a JSON value has to be, as data that a bundler drops where nobody imports it:
 * - `"string|null"`: one of these types; `""`: any value;
 * - `{ name: validator, "?nick": validator }`: an object with a property, and with an optional one;
 * - `[validator]`: an array of it;
 * - a function for what is less common: see `composite-validators.ts`.
 *
 * Unknown properties pass, and so do unknown values of an enumeration, since servers grow.
 */
export type Validator = string | readonly [Validator] | { readonly [name: string]: Validator } | Validate;

/** @returns where and how a value is another one, without quoting it; nothing where it is valid */
export type Validate = (value: unknown, place: string) => string | undefined;

/** Holds a value against a validator; `place` is where the value stands, as in `event.id`. */
export function validate(validator: Validator, value: unknown, place = ""): string | undefined {
  if (typeof validator === "function") return validator(value, place);
  const type =
    value === null
      ? "null"
      : Array.isArray(value)
        ? "array"
        : // JSON has no infinite numbers (RFC 8259, section 6): `1e999` is read as one.
          value === Infinity || value === -Infinity
          ? "infinity"
          : typeof value;
  const names = typeof validator === "string" ? validator : Array.isArray(validator) ? "array" : "object";
  // No name of a type is part of another's.
  if (!(names ? names.includes(type) || (names.includes("integer") && Number.isInteger(value)) : value !== undefined)) {
    return `${place || "body"}: expected ${names || "a value"}, got ${type}`;
  }
  if (typeof validator === "string") return undefined;
  return Object.entries(Array.isArray(validator) ? (value as unknown[]) : validator)
    .map(([key, part]) => {
      const name = key.replace("?", "");
      const item = property(value, name);
      const inner = Array.isArray(validator) ? validator[0] : part;
      return item === undefined && key !== name ? item : validate(inner, item, within(place, name));
    })
    .find(Boolean);
}

/** An own property: what a value inherits was not answered. */
export function property(value: unknown, name: string): unknown {
  return Object.hasOwn(Object(value), name) ? Object(value)[name] : undefined;
}

export function within(place: string, name: string): string {
  return place ? `${place}.${name}` : name;
}
