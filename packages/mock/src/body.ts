import { isUtf8 } from "node:buffer";
import { isJson, parseMediaType } from "./media.ts";

/** A body that is not what its media type says. To Prism it is one more violation. */
export class MalformedBody {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Values in values in values: more than any description needs, and less than what a recursive validator can take. */
const deepest = 200;

/**
 * Reads the bytes of a body as its media type says.
 *
 * @returns the value of a JSON body (RFC 8259), the text of any other, or what is wrong with it
 */
export function decodeBody(bytes: Uint8Array, contentType: string): unknown {
  const mediaType = parseMediaType(contentType);
  if (!mediaType) return new MalformedBody("The Content-Type is not a media type");
  const charset = mediaType.params.get("charset")?.toLowerCase() ?? "utf-8";
  if (isJson(mediaType)) {
    if (charset !== "utf-8") return new MalformedBody("JSON is sent in UTF-8 (RFC 8259, section 8.1)");
    return parseJson(bytes);
  }
  // Of other bodies Prism sees the text: a byte for a character, where they are not UTF-8.
  return Buffer.from(bytes).toString(isUtf8(bytes) ? "utf8" : "latin1");
}

function parseJson(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) return new MalformedBody(`The body is not valid UTF-8 (at byte ${firstInvalidByte(bytes)})`);
  const text = Buffer.from(bytes).toString();
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(text) ? new MalformedBody(`The body has more than ${deepest} values in each other`) : value;
  } catch (error) {
    return new MalformedBody(`The body is not valid JSON (${place(text, error)})`);
  }
}

/** Only the place is taken from the engine's message: the rest quotes what was sent. */
function place(text: string, error: unknown): string {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : "") ?? [];
  const before = text.slice(0, position === undefined ? text.length : Number(position));
  const line = before.split("\n").length;
  return `line ${line}, column ${before.length - before.lastIndexOf("\n")}`;
}

/** Whether the brackets of a valid JSON text go deeper than they may; looks no further than that. */
function isTooDeep(text: string): boolean {
  let deep = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") {
      if (++deep > deepest) return true;
    } else if (token === "]" || token === "}") deep--;
  }
  return false;
}

/** The length of the longest beginning that is UTF-8. */
function firstInvalidByte(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    // A character that is cut off at the end is no fault yet: up to three bytes may be missing.
    const cut = [0, 1, 2, 3].find((fewer) => isUtf8(bytes.subarray(0, Math.max(middle - fewer, 0))));
    if (cut === undefined) invalid = middle;
    else valid = middle;
  }
  return valid;
}
