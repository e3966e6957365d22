import type { MediaType, Operation, Parameter } from "@spkey/model";
import type { Recorded } from "@spkey/test-kit";

/**
 * Reads what arrived back into the values that were sent, by OpenAPI's tables of styles (3.1, section 4.8.12.4): written the
 * other way round, and without the model's serializer, so that a mistake of one is not a mistake of both. All scalars are texts.
 */
export function decodeParameter(operation: Operation, parameter: Parameter, sent: unknown, request: Recorded): unknown {
  const { name } = parameter;
  switch (parameter.in) {
    case "path":
      return decodeSegment(parameter, sent, rawSegment(operation.path, name, request.target));
    case "query":
      return decodePairs(parameter, sent, pairsOf(request.target.replace(/^[^?]*\??/, ""), "&"));
    case "cookie":
      return decodePairs(parameter, sent, pairsOf(request.headers.cookie ?? "", "; "));
    case "header":
      return decodeHeader(parameter, sent, String(request.headers[name.toLowerCase()] ?? ""));
  }
}

/** A value with its scalars as texts, which is all that a URL can tell. */
export function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== "object" || value === null) return asText(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asText(item)]));
}

/** The fields of a form, each as its encoding says (section 4.8.15). */
export function decodeForm(media: MediaType, sent: Readonly<Record<string, unknown>>, text: string): unknown {
  const pairs = pairsOf(text.replaceAll("+", "%20"), "&");
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      const { style, explode, contentType = "" } = media.encoding[name] ?? {};
      const json = contentType.includes("json") || (typeof value === "object" && !Array.isArray(value) && !style);
      const form = { name, style: style ?? "form", explode: explode ?? (style ?? "form") === "form", json } as const;
      return [name, decodePairs(form, value, pairs)];
    }),
  );
}

function asText(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
}

type Pair = readonly [name: string, raw: string];

function pairsOf(text: string, separator: string): Pair[] {
  return text
    .split(separator)
    .filter(Boolean)
    .map((pair): Pair => {
      const end = pair.includes("=") ? pair.indexOf("=") : pair.length;
      return [decodeURIComponent(pair.slice(0, end)), pair.slice(end + 1)];
    });
}

function decodePairs(
  { name, style, explode, json }: Pick<Parameter, "name" | "style" | "explode" | "json">,
  sent: unknown,
  pairs: readonly Pair[],
): unknown {
  const own = pairs.filter(([key]) => key === name).map(([, raw]) => raw);
  if (json) return JSON.parse(decodeURIComponent(own[0] ?? ""));
  if (Array.isArray(sent)) return explode ? own.map(decodeURIComponent) : split(own[0] ?? "", delimiters[style]);
  if (typeof sent !== "object" || sent === null) return decodeURIComponent(own[0] ?? "(nothing)");
  if (!explode && style !== "deepObject") return inTurn(split(own[0] ?? "", delimiters[style]));
  return Object.fromEntries(
    Object.keys(sent).map((key) => {
      const wanted = style === "deepObject" ? `${name}[${key}]` : key;
      return [key, decodeURIComponent(pairs.find(([other]) => other === wanted)?.[1] ?? "(nothing)")];
    }),
  );
}

const delimiters: Readonly<Record<Parameter["style"], string>> = {
  simple: ",",
  label: ",",
  matrix: ",",
  form: ",",
  deepObject: ",",
  spaceDelimited: "%20",
  pipeDelimited: "%7C",
};

function split(raw: string, delimiter: string): string[] {
  return raw === "" ? [] : raw.split(delimiter).map(decodeURIComponent);
}

function inTurn(texts: readonly string[]): unknown {
  return Object.fromEntries(texts.flatMap((text, index) => (index % 2 === 0 ? [[text, texts[index + 1]]] : [])));
}

/** The text that stands in the place of a path parameter. */
function rawSegment(template: string, name: string, target: string): string {
  const pattern = template.split(/({[^{}]+})/).map((piece) => {
    if (piece === `{${name}}`) return "([^/?]*)";
    return piece.startsWith("{") ? "[^/?]*?" : encodeURI(piece).replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  });
  const [, raw] = new RegExp(`^${pattern.join("")}(?:\\?|$)`).exec(target) ?? [];
  if (raw === undefined) throw new Error(`${target} is no ${template}.`);
  return raw;
}

function decodeSegment({ name, style, explode, json }: Parameter, sent: unknown, raw: string): unknown {
  if (json) return JSON.parse(decodeURIComponent(raw));
  const prefix = style === "label" ? "." : style === "matrix" ? ";" : "";
  if (!raw.startsWith(prefix)) throw new Error(`${raw} does not begin with ${prefix}.`);
  const text = raw.slice(prefix.length);
  const separator = explode && prefix ? prefix : ",";
  const isList = Array.isArray(sent);
  const isObject = !isList && typeof sent === "object" && sent !== null;
  if (isObject && explode) {
    return Object.fromEntries(text.split(separator).map((pair) => pair.split("=").map(decodeURIComponent)));
  }
  const named = (piece: string) => {
    if (style !== "matrix") return piece;
    if (!piece.startsWith(`${name}=`)) throw new Error(`${piece} does not begin with ${name}=.`);
    return piece.slice(name.length + 1);
  };
  if (isList && explode) return text.split(separator).map((piece) => decodeURIComponent(named(piece)));
  const pieces = named(text).split(",").map(decodeURIComponent);
  if (isObject) return inTurn(pieces);
  return isList ? pieces : decodeURIComponent(named(text));
}

/** A header is not encoded. */
function decodeHeader({ explode, json }: Parameter, sent: unknown, text: string): unknown {
  if (json) return JSON.parse(text);
  if (Array.isArray(sent)) return text.split(",");
  if (typeof sent !== "object" || sent === null) return text;
  return explode ? Object.fromEntries(text.split(",").map((pair) => pair.split("="))) : inTurn(text.split(","));
}
