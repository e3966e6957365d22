import { MIMEType } from "node:util";

/** The media type of a `Content-Type` or of one part of an `Accept` header (RFC 9110, section 8.3.1). */
export function parseMediaType(header: string): MIMEType | undefined {
  try {
    return new MIMEType(header);
  } catch {
    return undefined;
  }
}

export function isJson({ essence }: MIMEType): boolean {
  return /^application\/(.+\+)?json$/.test(essence);
}

/**
 * Whether a described media type, which may be a range (`text/*`), covers one (OpenAPI 3.1, section 4.8.14). A suffix is
 * part of the subtype: `application/vnd.x+json` is not `application/json`.
 */
export function covers(described: string, { type, essence }: MIMEType): boolean {
  const range = parseMediaType(described);
  return range !== undefined && ["*/*", `${type}/*`, essence].includes(range.essence);
}

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
