import {
  covers,
  essenceOf,
  isRange,
  kindOf,
  lookUpMediaType,
  type MediaType,
  parseMediaType,
  resolved,
  shapesOf,
  suffixedType,
} from "@spkey/model";
import { writeForm } from "./form.ts";
import { boundary, writeMultipart } from "./multipart.ts";
import { testBytes } from "./test-bytes.ts";

export type WrittenBody =
  | { readonly contentType: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Why it can't be written. */
  | { readonly impossible: string };

/**
 * Writes a body as its media type says.
 *
 * @param content the media types that are described beside it
 */
export function writeBody(content: readonly MediaType[], media: MediaType, value: unknown): WrittenBody {
  const contentType = concreteMediaType(content, media, value);
  if (contentType === undefined) return { impossible: `Every media type in ${media.mediaType} means another one.` };
  const onlyObjects = { impossible: `Only objects are written as ${contentType}, and its example is none.` };
  switch (kindOf(contentType)) {
    case "json":
      return { contentType, bytes: encode(JSON.stringify(value)) };
    case "form":
      // What the names of its items would be, nobody says (OpenAPI 3.1, section 4.8.14.3).
      if (Array.isArray(value)) return onlyObjects;
      return { contentType, bytes: encode(typeof value === "string" ? value : writeForm(media, value)) };
    case "multipart":
      if (typeof value !== "object" || Array.isArray(value)) return onlyObjects;
      return { contentType: `${essenceOf(contentType)}; boundary=${boundary}`, bytes: writeMultipart(media, value) };
    case "text":
    case "stream":
      return typeof value === "object" && value !== null
        ? { impossible: `Only texts are written as ${contentType}, and its example is none.` }
        : { contentType, bytes: encode(String(value)) };
    case "bytes":
      return { contentType, bytes: bytesOf(media, value) };
  }
}

/** The example of bytes is the name of a file. */
function bytesOf({ schema }: MediaType, value: unknown): Uint8Array<ArrayBuffer> {
  if (typeof value !== "string") return encode(JSON.stringify(value));
  return !schema || resolved(schema).kind === "bytes" ? testBytes : encode(value);
}

/** Registered media types to take out of a range; the first ones are for texts. */
const textual: readonly string[] = ["text/plain", "application/octet-stream", "image/png", "multipart/form-data"];

/** The media type itself; of a range, one in it that the value can be written as, and that no other one describes better. */
function concreteMediaType(content: readonly MediaType[], media: MediaType, value: unknown): string | undefined {
  if (!isRange(media.mediaType)) return media.mediaType;
  const { type = "*" } = parseMediaType(media.mediaType) ?? {};
  // A text where an object is described is one in JSON: of other bytes, nobody could say what they mean.
  const isText = typeof value === "string" && (!media.schema || shapesOf(media.schema).has("scalar"));
  const ofValue = isText ? textual : ["application/json", ...textual];
  const ofSuffix = suffixedType(media.mediaType);
  const candidates = [...ofValue, ...(ofSuffix ? [ofSuffix] : []), `${type === "*" ? "application" : type}/x-example`];
  return candidates.find(
    (candidate) => covers(media.mediaType, candidate) && lookUpMediaType(content, candidate) === media,
  );
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
