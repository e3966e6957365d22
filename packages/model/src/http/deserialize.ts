import { shapesOf } from "../schema/shapes.ts";
import { readDeepObject } from "./deep-object.ts";
import type { ParameterStyle } from "./serialize.ts";
import { type PairOptions, readSpreadObject } from "./spread-object.ts";
import {
  type Decode,
  type Deserialized,
  decodeUri,
  objectOf,
  type Pair,
  pairOf,
  type ReadForm,
  type Texts,
} from "./texts.ts";

/** What stands between values that are not exploded. People encode it as well, and write labels as OpenAPI 3.0 had them. */
const separators: Readonly<Record<ParameterStyle, readonly RegExp[]>> = {
  simple: [/,/, /%2C/i],
  form: [/,/, /%2C/i],
  matrix: [/,/, /%2C/i],
  label: [/,/, /\./, /%2C/i],
  spaceDelimited: [/%20|[+ ]/],
  pipeDelimited: [/\||%7C/i],
  deepObject: [/,/, /%2C/i],
};

/** The value of a path parameter, still encoded (OpenAPI 3.1, section 4.8.12.4). */
export function readPathText(form: ReadForm, text: string): Deserialized {
  switch (form.style) {
    case "label":
      if (!text.startsWith(".")) return { malformed: 'does not begin with "."' };
      return readText(form, text.slice(1), { decode: decodeUri, exploded: /\./ });
    case "matrix":
      return readMatrix(form, text);
    default:
      return readText(form, text, { decode: decodeUri, exploded: /,/ });
  }
}

/** The value of a header, which is not encoded. */
export function readHeaderText(form: ReadForm, text: string): Deserialized {
  return readText(form, text.trim(), { decode: (part) => part.trim(), exploded: /,/ });
}

interface TextOptions {
  readonly decode: Decode;
  /** What stands between the values where they are exploded. */
  readonly exploded: RegExp;
}

function readText({ style, explode, schema }: ReadForm, text: string, { decode, exploded }: TextOptions): Deserialized {
  const lists = explode ? [text.split(exploded)] : splits(text, style);
  const readings = [...shapesOf(schema)].flatMap((shape): Texts[] => {
    if (shape === "scalar") return [decode(text)];
    if (shape === "array") return listReadings(lists, decode);
    const object = explode ? assigned(text, exploded, decode) : undefined;
    if (explode) return object === undefined ? [] : [object];
    return lists.flatMap((list) => paired(list, decode) ?? []);
  });
  return { readings: readings.length > 0 ? readings : [decode(text)] };
}

function readMatrix(form: ReadForm, text: string): Deserialized {
  if (!text.startsWith(";")) return { malformed: 'does not begin with ";"' };
  const pairs = text
    .slice(1)
    .split(";")
    .map((pair) => pairOf(pair, decodeUri));
  if (!form.explode && !pairs.some(([name]) => name === form.name)) {
    return { malformed: `does not begin with ";${form.name}="` };
  }
  return readPairs(form, pairs, { decode: decodeUri, isOthers: () => false }) ?? { malformed: "has no value" };
}

/** The value of a parameter of a query, a form, or a `Cookie` header, among the names and values that are sent there. */
export function readPairs(form: ReadForm, pairs: readonly Pair[], options: PairOptions): Deserialized {
  const { name, style, explode, schema } = form;
  const { decode } = options;
  const own = pairs.flatMap(([key, value]) => (key === name ? [value] : []));
  const shapes = shapesOf(schema);
  if (style === "deepObject") {
    const deep = readDeepObject(schema, name, pairs, decode);
    if (deep) return { readings: [deep] };
  } else if (explode && shapes.has("object")) {
    const properties = readSpreadObject(schema, pairs, options);
    if (properties) return { readings: [properties, ...ownReadings(form, own, decode)] };
    // Its own name is none of a property's: it is not there.
    if (!shapes.has("array") && !shapes.has("scalar")) return undefined;
  }
  return own.length === 0 ? undefined : { readings: ownReadings(form, own, decode) };
}

/** The ways to read what stands behind the parameter's own name. */
function ownReadings({ schema, style, explode }: ReadForm, own: readonly string[], decode: Decode): Texts[] {
  const [first = ""] = own;
  if (own.length === 0) return [];
  const shapes = [...shapesOf(schema)];
  const lists = explode ? [] : splits(first, style);
  const readings = shapes.flatMap((shape): Texts[] => {
    // A name that stands twice has two values, whatever is described.
    if (shape === "array" && explode) return [own.map(decode)];
    if (own.length > 1) return [];
    if (shape === "array") return listReadings(lists, decode);
    if (shape === "scalar") return [decode(first)];
    return style === "deepObject" ? [] : lists.flatMap((list) => paired(list, decode) ?? []);
  });
  if (readings.length > 0) return readings;
  return [own.length === 1 ? decode(first) : own.map((value) => [decode(value)])];
}

/** The ways to split a text: by another separator only where the first one is not there. */
function splits(text: string, style: ParameterStyle): readonly string[][] {
  const [first = [text], ...others] = separators[style].map((separator) => text.split(separator));
  // The full stop of a number is none of a label's.
  if (first.length > 1 || decimal.test(text)) return [first];
  return [first, ...others.filter((list) => list.length > 1)];
}

const decimal = /^-?\d+\.\d+$/;

/** An empty text is an empty list, or one of an empty text. */
function listReadings(lists: readonly (readonly string[])[], decode: Decode): Texts[] {
  return lists.flatMap((list) => (list.length === 1 && list[0] === "" ? [[], [""]] : [list.map(decode)]));
}

/** The names and values of an object by turns. */
function paired(list: readonly string[], decode: Decode): Texts | undefined {
  if (list.length === 1 && list[0] === "") return {};
  if (list.length % 2 !== 0) return undefined;
  return objectOf(
    list.flatMap((name, index) => (index % 2 === 0 ? [[decode(name), decode(list[index + 1] ?? "")] as const] : [])),
  );
}

/** Names with an equals sign behind them; what has none belongs to the value before it, as in `.metres=0.5`. */
function assigned(text: string, separator: RegExp, decode: Decode): Texts | undefined {
  if (text === "") return {};
  const list = text.split(new RegExp(`${separator.source}(?=[^=]*=)`));
  if (!list.every((each) => each.includes("="))) return undefined;
  return objectOf(list.map((each) => pairOf(each, decode)).map(([name, value]) => [name, decode(value)] as const));
}
