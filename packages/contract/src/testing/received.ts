import { isJson } from "@spkey/model";
import type { HttpAnswer } from "../send/send.ts";

/** A response as a test has it. */
export interface Received extends HttpAnswer {
  /** Where its body is lost, which is empty then: why nothing can be said of it. */
  readonly lost?: string;
}

/** What is no response, or one whose body can't be had; the message says what to pass instead. */
export class NoResponse extends TypeError {
  override readonly name = "NoResponse";
}

/** A body that never ends is told before the test's own time is up, which is 5 s by default. */
const usualPatience = 3_000;

/**
 * Reads what a test has of a response, and leaves it unread for the test. That is a `Response`; what comes with one, as an error of
 * our client, the result of its `withResponse` or of openapi-fetch do; or an object with a status, headers and a body, which is a
 * text, bytes, or read JSON.
 *
 * @param patience how long a body may take, in milliseconds
 * @throws {NoResponse}
 */
export async function readReceived(received: unknown, patience = usualPatience): Promise<Received> {
  if (isResponse(received)) return readResponse(received, patience);
  const fields = fieldsOf(received);
  const response = fields["response"];
  if (isResponse(response)) {
    return response.bodyUsed ? readAgain(response, fields) : readResponse(response, patience);
  }
  const status = fields["status"] ?? fields["statusCode"];
  if (typeof status === "number" && typeof fields["headers"] === "object" && fields["headers"] !== null) {
    const headers = headersOf(fields["headers"]);
    // The text goes before what was made of it.
    const body = typeof fields["text"] === "string" ? fields["text"] : (fields["body"] ?? fields["data"]);
    return { status, headers, body: await bytesOf(body, typeof body !== "string" && isJsonOf(headers)) };
  }
  const failed = received instanceof Error ? ` It is an error without a response: ${received.name}.` : "";
  throw new NoResponse(
    `toMatchContract takes a Response, or an object with a status, headers and a body, such as { status, headers, body }.${failed}`,
  );
}

function isResponse(value: unknown): value is Response {
  const fields = fieldsOf(value);
  return typeof fields["status"] === "number" && typeof fields["arrayBuffer"] === "function";
}

async function readResponse(response: Response, patience: number): Promise<HttpAnswer> {
  const { status, headers } = response;
  if (status === 0)
    throw new NoResponse("No answer came: the response is an error, or a redirect that hides its status.");
  if (response.bodyUsed || response.body?.locked) {
    throw new NoResponse(
      "The body of this response has been read, and can't be judged. Pass a copy that was made before: " +
        "`const copy = response.clone()`, then `await expect(copy).toMatchContract(…)`. " +
        "Of @spkey/client, pass the error itself, or the result of `withResponse`.",
    );
  }
  const copy = response.clone();
  const limit = AbortSignal.timeout(patience);
  const late = new Promise<never>((_, reject) => {
    limit.addEventListener("abort", () =>
      reject(
        new NoResponse(`The body of this response has not ended after ${patience / 1_000} s, and can't be judged.`),
      ),
    );
  });
  const body = await Promise.race([copy.arrayBuffer(), late]);
  return { status, headers, body: new Uint8Array(body) };
}

/** By what is beside a response whose body has been read. */
async function readAgain({ status, headers }: Response, fields: Readonly<Record<string, unknown>>): Promise<Received> {
  const { kind, raw, data, error } = fields;
  const value: unknown = typeof raw === "function" ? raw.call(fields) : (data ?? error);
  if (value === undefined || value instanceof Error) {
    const lost =
      "The body of this response has been read or given up, and what was in it is not beside it: it can't be judged.";
    return { status, headers, body: new Uint8Array(), lost };
  }
  // Of what is not as it is described, a text is what came; elsewhere it is what was read from JSON.
  const isUnread = typeof value === "string" && (kind === "malformed-response" || kind === "undocumented-status");
  return { status, headers, body: await bytesOf(value, isJsonOf(headers) && !isUnread) };
}

/** @param isRead whether a value that is no bytes was read from JSON */
async function bytesOf(body: unknown, isRead: boolean): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (body instanceof Blob) return new Uint8Array(await body.arrayBuffer());
  if (body === undefined) return new Uint8Array();
  if (isRead) return new TextEncoder().encode(JSON.stringify(body));
  if (body === null) return new Uint8Array();
  if (typeof body === "string") return new TextEncoder().encode(body);
  throw new NoResponse("The body is neither a text, bytes nor read JSON: it can't be judged. Pass its text.");
}

function isJsonOf(headers: Headers): boolean {
  return isJson(headers.get("Content-Type") ?? "");
}

function headersOf(given: object): Headers {
  if (given instanceof Headers) return given;
  const pairs: Iterable<unknown> = Symbol.iterator in given ? (given as Iterable<unknown>) : Object.entries(given);
  const headers = new Headers();
  for (const pair of pairs) {
    if (!Array.isArray(pair)) throw new NoResponse("The headers are not names and values.");
    const [name, value] = pair;
    if (value === undefined || value === null || typeof value === "function") continue;
    for (const each of Array.isArray(value) ? value : [value]) headers.append(String(name), String(each));
  }
  return headers;
}

/** Any fields, those that are inherited too: a class may have them. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {}; // An object has any fields.
}
