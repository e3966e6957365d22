/**
 * JSON Pointers as fragments of a URI (RFC 6901, section 6), as in `#/paths/~1users~1%7Bid%7D/get`. Every node of the
 * model has one; it is the node's identity, and its place in the file.
 */

/** The pointer of the whole document. */
export const root = "#";

/** The pointer of something inside of what `pointer` leads to. */
export function append(pointer: string, ...tokens: readonly (string | number)[]): string {
  let result = pointer;
  for (const token of tokens) result += `/${encodeToken(token)}`;
  return result;
}

/** The names and indexes that a pointer leads through. */
export function tokensOf(pointer: string): string[] {
  return pointer.replace(/^#/, "").split("/").slice(1).map(decodeToken);
}

function decodeToken(token: string): string {
  // Most of them, as where they are encoded.
  return /[%~]/.test(token) ? decode(token).replaceAll("~1", "/").replaceAll("~0", "~") : token;
}

/** One spelling for all that mean the same place: references are written by people. */
export function normalize(pointer: string): string {
  return append(root, ...tokensOf(pointer));
}

/** @returns what the pointer leads to; nothing where it leads nowhere */
export function lookUp(document: unknown, pointer: string): unknown {
  let value = document;
  for (const token of tokensOf(pointer)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, token)) return undefined;
    if (Array.isArray(value) && token === "length") return undefined;
    value = (value as Readonly<Record<string, unknown>>)[token]; // An object or an array has it: looked up above.
  }
  return value;
}

/** The last name that a pointer leads through: of a component, its name. */
export function lastToken(pointer: string): string {
  return tokensOf(pointer).at(-1) ?? "";
}

function encodeToken(token: string | number): string {
  // Most of them, and there is one for each node of a description.
  if (typeof token === "number" || /^[\w.-]*$/.test(token)) return String(token);
  return encodeURIComponent(token.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** A `%` that encodes nothing stands for itself: people write such references. */
function decode(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
