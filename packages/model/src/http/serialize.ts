/** OpenAPI 3.1, section 4.8.12.4. */
export type ParameterStyle = "matrix" | "label" | "form" | "simple" | "spaceDelimited" | "pipeDelimited" | "deepObject";

/** What of a parameter decides how its value is written. This file imports nothing: the client takes it as it is. */
export interface ParameterForm {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly style: ParameterStyle;
  readonly explode: boolean;
  /** Its value is written as JSON: it is described by `content` of a JSON media type, and not by a schema and a style. */
  readonly json: boolean;
  /** Reserved characters that have no meaning of their own in a query stay as they are (section 4.8.12.2). Default: false. */
  readonly allowReserved?: boolean;
}

/** A value before it is encoded: one, several, or names with values. */
type Value = string | readonly string[] | readonly (readonly [name: string, value: string])[];

/** What stands before, between and after the values of a style, and whether the parameter's name is written. */
interface Form {
  readonly prefix: string;
  /** Between values that are exploded. */
  readonly separator: string;
  /** Between values that are not. */
  readonly delimiter: string;
  readonly named: boolean;
}

/** OpenAPI 3.1, section 4.8.12.4, which takes most of it from RFC 6570. */
const forms: Readonly<Record<Exclude<ParameterStyle, "deepObject">, Form>> = {
  simple: { prefix: "", separator: ",", delimiter: ",", named: false },
  label: { prefix: ".", separator: ".", delimiter: ",", named: false },
  matrix: { prefix: ";", separator: ";", delimiter: ",", named: true },
  form: { prefix: "", separator: "&", delimiter: ",", named: true },
  spaceDelimited: { prefix: "", separator: "&", delimiter: "%20", named: true },
  pipeDelimited: { prefix: "", separator: "&", delimiter: "%7C", named: true },
};

/**
 * Writes the value of a parameter as its style says: a path segment (`3`, `.3`, `;id=3`), a part of a query or of a
 * `Cookie` header (`id=3&id=4`), or the value of a header.
 */
export function serializeParameter(parameter: ParameterForm, value: unknown): string {
  // A header is not part of a URL: its value is sent as it is.
  const encode =
    parameter.in === "header" ? (text: string) => text : parameter.allowReserved ? encodeUnreserved : encodeUri;
  const name = parameter.in === "header" ? parameter.name : encodeUri(parameter.name);
  const { style, explode } = parameter;
  if (style === "deepObject" && !parameter.json) {
    return deepPairs(value)
      .map(([path, text]) => `${name}${encode(path)}=${encode(text)}`)
      .join("&");
  }
  const parts = parameter.json ? JSON.stringify(value) : toValue(value);
  const { prefix, separator, delimiter, named } = forms[style === "deepObject" ? "form" : style];
  const own = (text: string) => (named ? `${name}=${text}` : text);
  if (typeof parts === "string") return prefix + own(encode(parts));
  if (isPairs(parts)) {
    return explode
      ? prefix + parts.map(([key, item]) => `${encode(key)}=${encode(item)}`).join(separator)
      : prefix + own(parts.flatMap((pair) => pair.map(encode)).join(delimiter));
  }
  return explode
    ? prefix + parts.map((item) => own(encode(item))).join(separator)
    : prefix + own(parts.map(encode).join(delimiter));
}

/**
 * The texts in a value, each behind its way there in brackets, as in `[items][0][price]`. OpenAPI only has the properties of one
 * object; lists, and what is further down, are written as servers read them that know the style.
 */
function deepPairs(value: unknown, path = ""): (readonly [path: string, text: string])[] {
  if (typeof value !== "object" || value === null) return [[path, scalar(value)]];
  return Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : deepPairs(item, `${path}[${key}]`)));
}

function toValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(scalar);
  if (typeof value !== "object" || value === null) return scalar(value);
  return Object.entries(value).map(([name, item]) => [name, scalar(item)] as const);
}

function scalar(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isPairs(value: Value): value is readonly (readonly [string, string])[] {
  return Array.isArray(value) && Array.isArray(value[0]);
}

/** Percent-encodes all but the unreserved characters (RFC 3986, section 2.3). */
function encodeUri(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * The same, but that reserved characters and what is encoded already stay (RFC 6570, section 3.2.3). Those that would end the
 * value, or the query, are encoded all the same.
 */
function encodeUnreserved(text: string): string {
  return text.toWellFormed().replace(/%[0-9A-Fa-f]{2}|[:/?@!$'()*,;=]|./gsu, (part) => {
    return part.length > 1 && part.startsWith("%") ? part : /^[:/?@!$'()*,;=]$/.test(part) ? part : encodeUri(part);
  });
}
