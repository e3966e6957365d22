/**
 * The shape of a JSON value, as data that a bundler drops where nobody imports it:
 * - `"string|null"`: one of these types; `""`: any value;
 * - `{ name: shape, "?nick": shape, "*": shape }`: an object with a property, an optional one, and a shape for all others;
 *   a name that begins with `?`, `!` or `*` has a `!` before it;
 * - a tuple: see {@link Composite};
 * - a function: the shape that it returns, for shapes that contain themselves.
 *
 * Unknown properties pass, and so do unknown values of an enumeration, since servers grow.
 */
export type Shape = string | (() => Shape) | Composite | { readonly [name: string]: Shape };

/** An array of a shape; one of several, or all of them; an object whose property says which, where its value is known. */
type Composite =
  | readonly ["array", Shape]
  | readonly ["any" | "all", ...Shape[]]
  | readonly ["by", property: string, { readonly [value: string]: Shape }];

/** @returns where and how a value has another shape, without quoting it; nothing where it fits */
export function mismatch(shape: Shape, value: unknown, place = ""): string | undefined {
  if (typeof shape === "function") return mismatch(shape(), value, place);
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  const wrong = (expected: string) => `${place || "body"}: expected ${expected}, got ${type}`;
  const within = (name: string, inner: Shape, item: unknown) =>
    mismatch(inner, item, place ? `${place}.${name}` : name);

  if (typeof shape === "string") {
    const types = shape.split("|");
    const fits = shape
      ? types.includes(type) || (types.includes("integer") && Number.isInteger(value))
      : type !== "undefined";
    return fits ? undefined : wrong(shape || "a value");
  }
  if (isComposite(shape)) {
    if (shape[0] === "array") {
      return Array.isArray(value) ? first(value, (item, index) => within(`${index}`, shape[1], item)) : wrong("array");
    }
    if (shape[0] === "by") {
      const [, property, variants] = shape;
      const variant = (value as Record<string, unknown> | null)?.[property]; // A scalar has no property: that is no string.
      if (typeof variant !== "string") return within(property, "string", variant);
      return Object.hasOwn(variants, variant) ? mismatch(variants[variant] ?? "", value, place) : undefined;
    }
    const [kind, ...parts] = shape;
    const found = parts.map((part) => mismatch(part, value, place));
    return kind === "all" || found.every(Boolean) ? found.find(Boolean) : undefined;
  }
  if (type !== "object") return wrong("object");
  const object = value as Record<string, unknown>; // By its type.
  return (
    first(Object.entries(shape), ([key, inner]) => {
      const name = key.replace(/^[?!]/, "");
      return key === "*" || (key[0] === "?" && !Object.hasOwn(object, name))
        ? undefined
        : within(name, inner, Object.hasOwn(object, name) ? object[name] : undefined);
    }) ??
    // The name of an unknown property may be somebody's: it is not said.
    first(Object.keys(object), (name) =>
      ["", "?", "!"].some((mark) => mark + name in shape) ? undefined : within("*", shape["*"] ?? "", object[name]),
    )
  );
}

function isComposite(shape: object): shape is Composite {
  return Array.isArray(shape);
}

function first<Item>(items: readonly Item[], find: (item: Item, index: number) => string | undefined) {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found) return found;
  }
  return undefined;
}
