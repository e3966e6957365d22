import { mismatch, type Shape } from "./check.ts";

/** How a body is handed over: `stream` unread, as soon as the headers are there. */
export type ParseAs = "json" | "text" | "blob" | "arrayBuffer" | "stream";

/** One media type of a response: what its name looks like, how it is handed over, and the shape of what is JSON. */
export interface Media {
  readonly type: RegExp;
  readonly as: ParseAs;
  readonly shape?: Shape;
}

/** What the description promises of an operation's answers. */
export interface Promises {
  /** By status, range (`2XX`) or `default` (OpenAPI 3.1, section 4.8.16): the shape of its JSON, or 0 for no body. */
  readonly responses: { readonly [status: string]: Shape | 0 };
  /** Where a status promises something else than JSON: all of its media types. */
  readonly media?: { readonly [status: string]: readonly Media[] };
}

/** A response as it was read. */
export interface Reading {
  readonly data?: unknown;
  readonly text?: string;
  /** Why there is no data. */
  readonly problem?: string;
  /** Why the data is not what was promised. */
  readonly drift?: string | undefined;
}

/** Reads a response and holds it against what was promised. Throws what the platform throws when a body breaks off. */
export async function readResponse(response: Response, promises: Promises, maxBytes: number): Promise<Reading> {
  const { status, ok, headers, body } = response;
  const { responses, media } = promises;
  const key = [`${status}`, `${`${status}`[0]}XX`, "default"].find((name) => name in responses) ?? "";
  const promise = responses[key];
  if (!ok && status < 400) {
    discard(response);
    return { problem: "redirects are refused" };
  }
  const type = headers.get("Content-Type") ?? "";
  // `application/json`, and every `+json` type (RFC 6839, section 3.1).
  const choices = media?.[key] ?? [{ type: /[/+]json\b/i, as: "json", shape: promise || "" }];
  const choice = choices.find((each) => !type || each.type.test(type));
  const mistyped = promise !== 0 && !choice && `unexpected media type ${/^[\w/+.-]*/.exec(type)}`;
  if (ok && mistyped) {
    discard(response);
    return { problem: mistyped };
  }
  const as = choice?.as;
  if (ok && as === "stream") return { data: body };

  const chunks = await readChunks(body, ok ? maxBytes : Math.min(maxBytes, 2 ** 20));
  if (!chunks) return { problem: "the body is too long" };
  const blob = () => new Blob(chunks, { type });
  if (ok && as === "blob") return { data: blob() };
  if (ok && as === "arrayBuffer") return { data: await blob().arrayBuffer() };

  let text = "";
  try {
    const decoder = new TextDecoder("utf-8", { fatal: ok });
    text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
    if (promise === 0) return { text, drift: text && "expected no body" };
    if (mistyped) return { text, problem: mistyped };
    const data: unknown = as === "text" ? text : JSON.parse(text);
    return { data, text, drift: key ? mismatch(choice?.shape ?? "", data) : "undocumented status" };
  } catch {
    return { text, problem: text ? "the body is not valid" : "the body is empty" };
  }
}

/** Reads a body to its end, or nothing where it is longer than it may be. */
async function readChunks(body: Response["body"], maxBytes: number) {
  const chunks = [];
  const reader = body?.getReader();
  let size = 0;
  for (;;) {
    const value = (await reader?.read())?.value;
    if (!value) return chunks;
    size += value.length;
    if (size > maxBytes) {
      reader?.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
}

/** Lets the platform close a connection whose answer nobody reads. */
export function discard({ body }: Response): void {
  body?.cancel().catch(() => {});
}
