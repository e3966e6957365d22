import { type ParseError, parse } from "jsonc-parser";
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
 * Reads a body as its media type says.
 *
 * @param body its text, or its bytes where they are not UTF-8
 * @returns the value of a JSON body (RFC 8259), the text of any other, or what is wrong with it
 */
export function decodeBody(body: string | Uint8Array, contentType: string): unknown {
  const mediaType = parseMediaType(contentType);
  if (!mediaType) return new MalformedBody("The Content-Type is not a media type");
  const charset = mediaType.params.get("charset")?.toLowerCase() ?? "utf-8";
  if (isJson(mediaType)) {
    if (charset !== "utf-8") return new MalformedBody("JSON is sent in UTF-8 (RFC 8259, section 8.1)");
    return parseJson(body);
  }
  // Of other bodies Prism sees the text: a byte for a character, where they are not UTF-8.
  return typeof body === "string" ? body : Buffer.from(body).toString("latin1");
}

function parseJson(text: string | Uint8Array): unknown {
  if (typeof text !== "string") {
    return new MalformedBody(`The body is not valid UTF-8 (at byte ${firstInvalidByte(text)})`);
  }
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(text) ? new MalformedBody(`The body has more than ${deepest} values in each other`) : value;
  } catch {
    return new MalformedBody(`The body is not valid JSON (${place(text)})`);
  }
}

/** Where the first fault is; Node's own message says it now and then only. */
function place(text: string): string {
  const before = text.slice(0, firstFault(text));
  const line = before.split("\n").length;
  return `line ${line}, column ${before.length - before.lastIndexOf("\n")}`;
}

function firstFault(text: string): number {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch {
    // It can't follow brackets as deep as these.
  }
  return errors[0]?.offset ?? text.length;
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
