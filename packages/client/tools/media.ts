/** What the client makes of a body. */
export type Kind = "json" | "stream" | "text" | "blob";

/** By media type; the first row that fits. What no row knows is bytes. */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/[/+]json\s*(;|$)/i, "json"],
  [/^text\/event-stream|[/+](x-)?(ndjson|jsonl|json-seq|jsonlines)\b/i, "stream"],
  [/^text\/|[/+](xml|yaml|csv|javascript|x-www-form-urlencoded)\b/i, "text"],
];

export function kindOf(mediaType: string): Kind {
  return kinds.find(([pattern]) => pattern.test(mediaType))?.[1] ?? "blob";
}

/** A regular expression, as code, for the names of a media type: `*` is any, parameters don't count. */
export function mediaPattern(mediaType: string): string {
  if (kindOf(mediaType) === "json") return "/[/+]json\\b/i";
  const [name = ""] = mediaType.split(";");
  const escaped = name
    .trim()
    .replace(/[.+^$?(){}|[\]\\/]/g, "\\$&")
    .replaceAll("*", ".*");
  return `/^${escaped}/i`;
}
