import { isJson, parseMediaType } from "@spkey/model/http/media-type.ts";
import { parseJson } from "./json.ts";
import type { RawBody } from "./request.ts";

/**
 * The value of a body, or what is wrong with it where it is not what its media type says. Plain data: it is sent from one
 * thread to another.
 */
export type DecodedBody =
  /** `latin1`: a byte for a character, since the bytes are not UTF-8. */
  | { readonly value: unknown; readonly latin1?: true }
  | { readonly malformed: string }
  /** It is more than the mock reads. */
  | { readonly tooDeep: string };

/**
 * Decodes a body as its media type says: the value of JSON (RFC 8259), the text of any other. No body has no value.
 *
 * @param body its text, or its bytes where they are not UTF-8; what has been decoded stays as it is
 */
export function decodeBody(body: RawBody | DecodedBody, contentType: string): DecodedBody {
  if (body === undefined) return { value: undefined };
  if (isDecoded(body)) return body;
  const mediaType = parseMediaType(contentType);
  if (!mediaType) return { malformed: "The Content-Type is not a media type" };
  const charset = mediaType.parameters["charset"]?.toLowerCase() ?? "utf-8";
  if (!isJson(contentType)) {
    return typeof body === "string" ? { value: body } : { value: Buffer.from(body).toString("latin1"), latin1: true };
  }
  if (charset !== "utf-8") return { malformed: "JSON is sent in UTF-8 (RFC 8259, section 8.1)" };
  if (typeof body === "string") return parseJson(body);
  return { malformed: `The body is not valid UTF-8 (at byte ${firstInvalidByte(body)})` };
}

function isDecoded(body: string | Uint8Array | DecodedBody): body is DecodedBody {
  return typeof body === "object" && !(body instanceof Uint8Array);
}

/** Where the first byte stands that a decoder has to replace. */
function firstInvalidByte(bytes: Uint8Array): number {
  const replacement = Buffer.from("\uFFFD");
  let offset = 0;
  for (const character of Buffer.from(bytes).toString()) {
    const length = Buffer.byteLength(character);
    if (character === "\uFFFD" && !replacement.equals(bytes.subarray(offset, offset + length))) return offset;
    offset += length;
  }
  return offset;
}
