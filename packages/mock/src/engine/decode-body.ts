import { type JSONVisitor, visit } from "jsonc-parser";
import { isJson, parseMediaType } from "./media-type.ts";

/** A body that is not what its media type says. To Prism it is one more violation. */
export class MalformedBody {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Values in values in values: more than any description needs, and less than what a recursive validator can take. */
const deepest = 200;
const tooDeep = new Error("too deep");

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
  const fault = faultOfJson(text);
  return fault === undefined ? JSON.parse(text) : new MalformedBody(fault);
}

/**
 * What is wrong with a JSON text, if anything. `JSON.parse` would tell by an error, which names the place now and then only,
 * and of which V8 keeps a part until its next full collection: a mock that gets many such texts would grow meanwhile.
 */
function faultOfJson(text: string): string | undefined {
  let fault: string | undefined;
  let depth = 0;
  const begin = () => {
    if (++depth > deepest) throw tooDeep;
  };
  const end = () => {
    depth--;
  };
  const visitor: JSONVisitor = {
    onObjectBegin: begin,
    onArrayBegin: begin,
    onObjectEnd: end,
    onArrayEnd: end,
    onError(_error, _offset, _length, line, column) {
      fault ??= `The body is not valid JSON (line ${line + 1}, column ${column + 1})`;
    },
  };
  try {
    visit(text, visitor, { disallowComments: true });
  } catch (error) {
    if (error !== tooDeep) throw error;
    return `The body has more than ${deepest} values in each other`;
  }
  return fault;
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
