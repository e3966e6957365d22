import { parseMediaType } from "@spkey/model/http/media-type.ts";

/**
 * The media types of an `Accept` header (RFC 9110, section 12.5.1), without the likes of `*`, which Java's own client sends.
 *
 * @returns any where the header is empty, and nothing where none of it is a media type
 */
export function readAccept(header: string): string | undefined {
  const ranges = header.split(",").flatMap((range) => range.trim() || []);
  if (ranges.length === 0) return "*/*";
  return ranges.filter((range) => parseMediaType(range)).join(", ") || undefined;
}
