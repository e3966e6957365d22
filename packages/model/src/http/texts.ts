import type { Schema } from "../schema/types.ts";
import type { ParameterForm } from "./serialize.ts";

/** A value as it is written: which types the texts stand for is another question (`../schema/typed.ts`). */
export type Texts = string | readonly Texts[] | { readonly [name: string]: Texts };

/** A name, decoded, and what stands behind it, as it was sent. */
export type Pair = readonly [name: string, value: string];

/** The ways to read a value, the likeliest one first, or what is wrong with how it is written; nothing where it is not there. */
export type Deserialized = { readonly readings: readonly Texts[] } | { readonly malformed: string } | undefined;

/** What of a parameter, a header, or a field of a form decides how it is read. */
export interface ReadForm extends Pick<ParameterForm, "name" | "style" | "explode"> {
  readonly schema: Schema;
}

/** How texts of a place are decoded: what is not encoded as it should be stays as it is. */
export type Decode = (text: string) => string;

/** Percent-decodes (RFC 3986, section 2.1). */
export const decodeUri: Decode = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** In queries and forms, a plus sign stands for a space (WHATWG URL, section 5.1). */
export const decodeForm: Decode = (text) => decodeUri(text.replaceAll("+", " "));

/** The names and values of a query or a form. */
export function pairsOfQuery(query: string): Pair[] {
  return query.split("&").flatMap((pair) => (pair === "" ? [] : [pairOf(pair, decodeForm)]));
}

/** Those of a `Cookie` header (RFC 6265, section 4.2.1). */
export function pairsOfCookies(header: string): Pair[] {
  return header.split(";").flatMap((pair) => (pair.includes("=") ? [pairOf(pair.trim(), decodeUri)] : []));
}

export function pairOf(pair: string, decode: Decode): Pair {
  const [name = "", ...value] = pair.split("=");
  return [decode(name.trim()), value.join("=").trim()];
}

/** Also with a property that is called `__proto__`. */
export function objectOf(entries: readonly (readonly [name: string, value: Texts])[]): Texts {
  return Object.fromEntries(entries);
}
