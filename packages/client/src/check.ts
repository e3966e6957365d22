/**
 * The shape of a JSON value, as data that a bundler drops where nobody imports it:
 * - `"string|null"`: one of these types; `""`: any value;
 * - `{ name: shape, "?nick": shape }`: an object with a property, and with an optional one;
 * - `[shape]`: an array of it;
 * - a function for what is less common: see `src/compose.ts`.
 *
 * Unknown properties pass, and so do unknown values of an enumeration, since servers grow.
 */
export type Shape = string | readonly [Shape] | { readonly [name: string]: Shape } | Check;

/** @returns where and how a value has another shape, without quoting it; nothing where it fits */
export type Check = (value: unknown, place: string) => string | undefined;

/** Holds a value against a shape; `place` is where the value stands, as in `event.id`. */
export function mismatch(shape: Shape, value: unknown, place = ""): string | undefined {
  if (typeof shape === "function") return shape(value, place);
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  const names = typeof shape === "string" ? shape : Array.isArray(shape) ? "array" : "object";
  // No name of a type is part of another's.
  if (!(names ? names.includes(type) || (names.includes("integer") && Number.isInteger(value)) : value !== undefined)) {
    return `${place || "body"}: expected ${names || "a value"}, got ${type}`;
  }
  if (typeof shape === "string") return undefined;
  return Object.entries(Array.isArray(shape) ? (value as unknown[]) : shape)
    .map(([key, part]) => {
      const name = key.replace("?", "");
      const item = property(value, name);
      const inner = Array.isArray(shape) ? shape[0] : part;
      return item === undefined && key !== name ? item : mismatch(inner, item, within(place, name));
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
