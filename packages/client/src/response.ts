import { masked } from "./mask.ts";
import { type Validator, validate } from "./validate.ts";

/** Makes of a body what is handed over. `text` throws where the body is no UTF-8. */
export type Reader = (bytes: ArrayBuffer, mediaType: string, text: () => string) => unknown;

/** One media type of a response: what its name looks like, how it is handed over, and what validates its JSON. */
export interface Media {
  readonly type: RegExp;
  /** Default: as JSON. `stream`: unread, as soon as the headers are there. */
  readonly as?: Reader | "stream";
  readonly validator?: Validator;
}

/** What an operation answers by the description. */
export interface ExpectedResponses {
  /** By status, range (`2XX`) or `default` (OpenAPI 3.1, section 4.8.16): what validates its JSON, or 0 for no body. */
  readonly responses: { readonly [status: string]: Validator | 0 };
  /** Where a status has something else than JSON: all of its media types. */
  readonly media?: { readonly [status: string]: readonly Media[] };
}

/** A response as it was read. */
export interface Reading {
  /** What it holds: of an error that is no JSON, its text. */
  readonly data?: unknown;
  /** Why it is not the described one. */
  readonly problem?: string;
  /** Whether there is data all the same. */
  readonly usable?: boolean;
}

/** `application/json`, and every `+json` type (RFC 6839, section 3.1). */
export const jsonType = /[/+]json\b/i;

/** Reads a response and holds it against what is described. Throws what the platform throws when a body breaks off. */
export async function readResponse(
  { status, ok, headers, body }: Response,
  { responses, media }: ExpectedResponses,
  maxBytes: number,
  secrets: readonly string[],
): Promise<Reading> {
  const key = [status, `${`${status}`[0]}XX`, "default"].find((each) => each in responses) ?? "";
  const expected = responses[key];
  const type = headers.get("Content-Type") ?? "";
  const choices = media?.[key] ?? [{ type: jsonType, validator: expected || "" }];
  const choice = choices.find((each) => !type || each.type.test(type));
  const { as, validator = "" } = choice ?? {};
  let problem = choice || expected === 0 ? "" : `unexpected media type ${/^[\w/+.*-]*/.exec(masked(type, secrets))}`;
  if (!ok && status < 400) problem = "redirects are refused";
  if (status < 400 && problem) {
    body?.cancel().catch(() => {});
    return { problem };
  }
  if (ok && as === "stream") return { data: body };

  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = body?.getReader();
  let size = 0;
  for (;;) {
    const value = (await reader?.read())?.value;
    if (!value) break;
    size += value.length;
    if (size > maxBytes || (!ok && size > 2 ** 20)) {
      reader?.cancel().catch(() => {});
      return { problem: "the body is too long" };
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  let text = "";
  // All at once: a decoder of streams is far slower (in Node.js, another one).
  const decode = () => (text = new TextDecoder("utf-8", { fatal: ok }).decode(bytes));
  try {
    if (expected === 0) return { problem: decode() && "unexpected body", usable: true };
    const data: unknown = typeof as === "function" ? as(bytes.buffer, type, decode) : JSON.parse(decode());
    problem ||= key ? (validate(validator, data) ?? "") : "undocumented status";
    return { data, problem, usable: true };
  } catch {
    return { data: text, problem: problem || `the body is ${size ? "not valid" : "empty"}` };
  }
}
