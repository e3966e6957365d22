import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { urlToHttpOptions } from "node:url";
import { constants, createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Settings } from "./options.ts";

/** Options of {@link createNodeFetch}. */
export interface NodeFetchOptions {
  /** What connects to `http:` URLs. Default: an agent that keeps connections. */
  readonly httpAgent?: HttpAgent;
  /** What connects to `https:` URLs, as an agent for a proxy or with a certificate. Default: one that keeps connections. */
  readonly httpsAgent?: HttpsAgent;
}

/**
 * Makes a `fetch` for `createClient` that sends by `node:http`, which takes about half the time of Node's own `fetch`. It does
 * what this client needs of one: redirects are not followed, compressed answers are read, bodies come as they arrive.
 */
export function createNodeFetch({
  httpAgent = new HttpAgent({ keepAlive: true }),
  httpsAgent = new HttpsAgent({ keepAlive: true }),
}: NodeFetchOptions = {}): NonNullable<Settings["fetch"]> {
  return async (url, { method = "GET", headers: given, body = null, signal }) => {
    signal?.throwIfAborted();
    const headers: Record<string, string> = {
      accept: "*/*",
      "accept-encoding": "gzip, deflate, br",
      ...Object.fromEntries(given instanceof Headers ? given : new Headers(given)),
    };
    const content = typeof body === "string" || body === null ? body : await contentOf(body, headers);
    signal?.throwIfAborted();
    const isSecure = url.startsWith("https:");
    return new Promise((resolve, reject) => {
      const request = (isSecure ? requestHttps : requestHttp)({
        ...urlToHttpOptions(new URL(url)),
        agent: isSecure ? httpsAgent : httpAgent,
        method,
        headers,
      });
      const abort = () => request.destroy(signal?.reason);
      signal?.addEventListener("abort", abort);
      request.once("close", () => signal?.removeEventListener("abort", abort));
      request.on("error", reject);
      request.once("response", (incoming) => {
        try {
          resolve(responseOf(incoming));
        } catch (error) {
          // A status, or a header, that no `Response` can have.
          request.destroy();
          reject(error);
        }
      });
      request.end(content ?? undefined);
    });
  };
}

/** The bytes of a body, and its media type among the headers where the caller has not said one. */
async function contentOf(body: BodyInit, headers: Record<string, string>): Promise<Uint8Array> {
  const whole = new Response(body);
  const type = whole.headers.get("Content-Type");
  if (type !== null) headers["content-type"] ??= type;
  return new Uint8Array(await whole.arrayBuffer());
}

/** Statuses whose responses have no body (WHATWG Fetch, section 2.2.3). */
const bodiless = [101, 103, 204, 205, 304];

function responseOf(incoming: IncomingMessage): Response {
  const { rawHeaders, statusCode: status = 0, statusMessage = "" } = incoming;
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  // What no reason phrase can have (RFC 9112, section 4) is left out.
  const statusText = /^[\t\x20-\x7e\x80-\xff]*$/.test(statusMessage) ? statusMessage : "";
  if (bodiless.includes(status)) {
    incoming.resume();
    return new Response(null, { status, statusText, headers });
  }
  return new Response(streamOf(decoded(incoming, headers)), { status, statusText, headers });
}

// What is cut off is read as far as it goes, as fetch does: whether it is whole is then for its JSON to say.
const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = constants;
const untilCut = { flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH };
const gunzip = () => createGunzip(untilCut);
const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: gunzip,
  "x-gzip": gunzip,
  deflate: () => createInflate(untilCut),
  br: () => createBrotliDecompress({ flush: BROTLI_OPERATION_FLUSH, finishFlush: BROTLI_OPERATION_FLUSH }),
};

/** The content, without the encodings that it was sent in, the last of which comes off first (RFC 9110, section 8.4). */
function decoded(incoming: IncomingMessage, headers: Headers): Readable {
  const encodings =
    headers
      .get("Content-Encoding")
      ?.toLowerCase()
      .split(/\s*,\s*/)
      .toReversed() ?? [];
  let content: Readable = incoming;
  for (const encoding of encodings) {
    const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
    // An encoding that was not asked for, as fetch has it: the bytes are what they are.
    if (!decode) return incoming;
    content = pipeline(content, decode(), () => {}); // What breaks is told by the stream itself.
  }
  return content;
}

/** What comes of a stream, no faster than it is read. */
function streamOf(source: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      let ended = false;
      source.on("data", (chunk: Uint8Array<ArrayBuffer>) => {
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) source.pause();
      });
      source.once("end", () => {
        ended = true;
        controller.close();
      });
      source.on("error", (error) => controller.error(error));
      source.once("close", () => {
        if (!ended) controller.error(new Error("The connection was closed before the body was complete."));
      });
    },
    pull() {
      source.resume();
    },
    cancel() {
      source.destroy();
    },
  });
}
