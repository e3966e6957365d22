import { type Check, mismatch, property, type Shape, within } from "./check.ts";

/** A value that fits one of several shapes (`anyOf`, `oneOf`). */
export const any: Compose<readonly Shape[]> = (shapes, value, place) => {
  const found = shapes.map((shape) => mismatch(shape, value, place));
  return found.every(Boolean) ? found[0] : undefined;
};

/** A value that fits all of several shapes (`allOf`). */
export const all: Compose<readonly Shape[]> = (shapes, value, place) =>
  shapes.map((shape) => mismatch(shape, value, place)).find(Boolean);

/** An object one of whose properties says which shape it has (`discriminator`), where its value is known. */
export const by: Compose<readonly [name: string, shapes: Readonly<Record<string, Shape>>]> = (
  [name, shapes],
  value,
  place,
) => {
  const which = property(value, name);
  if (typeof which !== "string") return mismatch("string", which, within(place, name));
  return mismatch(Object.hasOwn(shapes, which) ? (shapes[which] ?? "") : "object", value, place);
};

/** An object of a shape, whose other properties have a shape as well (`additionalProperties`). */
export const others: Compose<readonly [own: Readonly<Record<string, Shape>>, other: Shape]> = (
  [own, other],
  value,
  place,
) =>
  mismatch(own, value, place) ??
  Object.keys(Object(value))
    .filter((name) => !Object.hasOwn(own, name) && !Object.hasOwn(own, `?${name}`))
    // Their names may be somebody's: they are not said.
    .map((name) => mismatch(other, property(value, name), within(place, "*")))
    .find(Boolean);

type Compose<Parts> = (parts: Parts, ...rest: Parameters<Check>) => ReturnType<Check>;
