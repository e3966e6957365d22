import { essenceOf, isJson, kindOf } from "@spkey/model";

/** What the client makes of a body that is answered. */
export type BodyKind = "json" | "stream" | "text" | "blob";

export function bodyKindOf(mediaType: string): BodyKind {
  const kind = kindOf(mediaType);
  if (kind === "json" || kind === "stream") return kind;
  return kind === "text" || kind === "form" ? "text" : "blob";
}

/** A regular expression, as code, for what a server may answer where this media type is described. */
export function mediaPattern(mediaType: string): string {
  // Any media type of JSON will do: what is in it is validated.
  if (isJson(mediaType)) return "/[/+]json\\b/i";
  const escaped = essenceOf(mediaType)
    .replace(/[.+^$?(){}|[\]\\/]/g, "\\$&")
    .replaceAll("*", ".*");
  return `/^${escaped}/i`;
}
