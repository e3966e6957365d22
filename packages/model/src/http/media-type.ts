/** A media type or a range of them, as in `application/problem+json; charset=utf-8` (RFC 9110, section 8.3.1). */
export interface MediaTypeName {
  /** Lower case, or `*`. */
  readonly type: string;
  /** Lower case, or `*`; with its suffix, as in `problem+json`. */
  readonly subtype: string;
  /** What follows the last `+` of the subtype, as in `json` (RFC 6838, section 4.2.8). */
  readonly suffix?: string;
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * How a body of a media type is written and read:
 * - `json`: one JSON value;
 * - `form`: `application/x-www-form-urlencoded`;
 * - `multipart`: parts with headers of their own (RFC 2046, section 5.1);
 * - `stream`: values one after the other, as events or lines;
 * - `text`: characters;
 * - `bytes`: anything else.
 */
export type MediaKind = "json" | "form" | "multipart" | "stream" | "text" | "bytes";

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const essence = new RegExp(`^\\s*(${token})/(${token})\\s*(?:;|$)`);
const parameter = new RegExp(`;\\s*(${token})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${token}))`, "g");

/** @returns nothing where the text is no media type */
export function parseMediaType(text: string): MediaTypeName | undefined {
  const [, type, subtype] = essence.exec(text) ?? [];
  if (type === undefined || subtype === undefined) return undefined;
  const parameters: Record<string, string> = {};
  for (const [, name = "", quoted, plain] of text.matchAll(parameter)) {
    parameters[name.toLowerCase()] ??= plain ?? (quoted ?? "").replace(/\\(.)/g, "$1");
  }
  const suffix = /\+([^+]+)$/.exec(subtype)?.[1]?.toLowerCase();
  return {
    type: type.toLowerCase(),
    subtype: subtype.toLowerCase(),
    ...(suffix !== undefined && { suffix }),
    parameters,
  };
}

/** A media type without its parameters, in lower case; a text that is none stays as it is, but for its case. */
export function essenceOf(mediaType: string): string {
  const parsed = parseMediaType(mediaType);
  return parsed ? `${parsed.type}/${parsed.subtype}` : (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

/** By what a media type ends in, or is called; the first row that fits. */
const kinds: readonly (readonly [RegExp, MediaKind])[] = [
  // Media type suffixes (RFC 6839, section 3.1); `text/json` is JSON to browsers (WHATWG MIME Sniffing, section 4.6).
  [/^(application|text)\/json$|\+json$/, "json"],
  [/^application\/x-www-form-urlencoded$/, "form"],
  [/^multipart\//, "multipart"],
  // Server-sent events (WHATWG HTML, section 9.2), and sequences of JSON values (RFC 7464, and what is like it).
  [/^text\/event-stream$|[/+](x-)?(ndjson|jsonl|jsonlines|json-seq)$/, "stream"],
  [/^text\/|[/+](xml|yaml|csv|javascript|graphql|sql)$|\/(x-)?yaml$/, "text"],
];

/** How a body of the media type is written and read. A range that says nothing of it, as `application/*`, is bytes. */
export function kindOf(mediaType: string): MediaKind {
  const name = essenceOf(mediaType);
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? "bytes";
}

export function isJson(mediaType: string): boolean {
  return kindOf(mediaType) === "json";
}

/**
 * Whether a media type, or one of the range (`application/*`), is meant by the other text. Parameters do not count. The range of a
 * suffix (`application/*+json`) is none of RFC 9110's, but ASP.NET writes it for each body.
 */
export function covers(range: string, mediaType: string): boolean {
  const [wanted, given] = [parseMediaType(range), parseMediaType(mediaType)];
  if (!wanted || !given) return essenceOf(range) === essenceOf(mediaType);
  const isMeant =
    wanted.subtype === "*" ||
    wanted.subtype === given.subtype ||
    (wanted.subtype.startsWith("*+") && wanted.suffix === given.suffix);
  return (wanted.type === "*" || wanted.type === given.type) && isMeant;
}

/** Whether it has a `*`. */
export function isRange(mediaType: string): boolean {
  return essenceOf(mediaType).includes("*");
}

/**
 * Of the described media types, the one that means most precisely what was sent: an exact one before a range of one type,
 * such as `application/*`, before the range of all (OpenAPI 3.1, section 4.8.14).
 */
export function lookUpMediaType<Media extends { readonly mediaType: string }>(
  content: readonly Media[],
  mediaType: string,
): Media | undefined {
  const covering = content.filter((media) => covers(media.mediaType, mediaType));
  // By its stars, and then by its letters.
  const width = ({ mediaType: range }: Media) => essenceOf(range).split("*").length - range.length / 1e3;
  return covering.toSorted((a, b) => width(a) - width(b))[0];
}

/** The JSON media type among several, if there is one; a range of them only where there is no other. */
export function jsonMedia<Media extends { readonly mediaType: string }>(content: readonly Media[]): Media | undefined {
  const found = content.filter(({ mediaType }) => isJson(mediaType));
  return found.find(({ mediaType }) => !isRange(mediaType)) ?? found[0];
}

/**
 * A media type of a range that has a suffix (`application/*+json`), as a `Content-Type` is never a range (RFC 9110, section 8.3): one
 * of the tree that is for what nobody has registered (RFC 6838, section 3.4).
 *
 * @returns nothing where it is no such range
 */
export function suffixedType(range: string): string | undefined {
  return range.includes("/*+") ? range.replace("/*", "/x.example").replace("*/", "application/") : undefined;
}

/** The media type that a body is sent as: JSON where there is a choice, else the first one. */
export function sentMedia<Media extends { readonly mediaType: string }>(content: readonly Media[]): Media | undefined {
  return jsonMedia(content) ?? content[0];
}
