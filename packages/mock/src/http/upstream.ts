import {
  Agent as HttpAgent,
  type IncomingMessage,
  type RequestOptions,
  request as requestHttp,
  validateHeaderValue,
} from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { type Answer, problem } from "../answer.ts";
import { endToEnd, pairsOf } from "./hop-by-hop.ts";

/** A request as it is sent on. */
export interface Forwarded {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  /** Names and values by turns, as they were sent. */
  readonly rawHeaders: readonly string[];
  /** As it was sent, its content coding included. */
  readonly body: Buffer;
}

/** What the server behind the mock has answered, as it came. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly statusText: string;
  /** Names and values by turns, without those that are about the connection only. */
  readonly rawHeaders: readonly string[];
  /** By their names in lower case. */
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface UpstreamOptions {
  /** How long an exchange may take, from the connection to the last byte of the answer's body, in milliseconds. */
  readonly timeout: number;
  /** The largest body of an answer, in bytes. */
  readonly limit: number;
}

/** Why there is no answer to be passed on: what a gateway says of it (RFC 9110, sections 15.6.3 and 15.6.5). */
class Failed extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(answer.detail);
    this.answer = answer;
  }
}

/** No larger than what answers of real servers have; Node's own bound is a quarter of it. */
const maxHeaderSize = 64 * 1024;

/**
 * The real server that the mock stands before. Each request has a connection of its own: one that is kept may close just as the next
 * request is sent, which must not be repeated. Nothing is followed, repeated or kept.
 */
export class Upstream {
  readonly #base: URL;
  readonly #options: UpstreamOptions;
  readonly #agent: HttpAgent;

  /** @param base where paths begin */
  constructor(base: URL, options: UpstreamOptions) {
    this.#base = base;
    this.#options = options;
    this.#agent =
      base.protocol === "https:" ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false });
  }

  /** Its address, which has no secret. */
  get address(): string {
    return this.#base.href.replace(/\/$/, "");
  }

  /**
   * Sends a request on. Always answers in time.
   *
   * @param via what is put into `Via` (RFC 9110, section 7.6.3)
   * @param signal aborted where nobody waits for the answer any more
   */
  async send(forwarded: Forwarded, via: string, signal: AbortSignal): Promise<UpstreamAnswer | Answer> {
    const { timeout } = this.#options;
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), timeout);
    try {
      const response = await this.#exchange(forwarded, via, AbortSignal.any([over.signal, signal]));
      return await this.#read(response);
    } catch (error) {
      if (error instanceof Failed) return error.answer;
      if (over.signal.aborted) {
        return problem(
          504,
          "upstream-timeout",
          `The server at ${this.address} has not answered within ${timeout / 1000} s.`,
        );
      }
      return problem(502, "upstream", `The server at ${this.address} gave no whole answer: ${reasonOf(error)}.`);
    } finally {
      clearTimeout(timer);
      over.abort(); // What is left of the exchange, such as a body that is too large.
    }
  }

  #exchange(
    { method, target, rawHeaders, body }: Forwarded,
    via: string,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const { protocol, host, pathname } = this.#base;
    const hasBody = body.length > 0 || rawHeaders.some((name, i) => i % 2 === 0 && framing.test(name));
    const options: RequestOptions = {
      method,
      path: pathname.replace(/\/$/, "") + target,
      // A list, which Node sends as it is: names in their case, repeated ones one by one.
      headers: [
        "Host",
        host,
        ...endToEnd(rawHeaders, new Set(["host", "expect", "content-length"])),
        ...["Via", via, "Connection", "close"],
        ...(hasBody ? ["Content-Length", String(body.length)] : []),
      ],
      agent: this.#agent,
      maxHeaderSize,
      signal,
    };
    return new Promise((resolve, reject) => {
      const request = (protocol === "https:" ? requestHttps : requestHttp)(this.#base, options);
      request.on("response", resolve).on("error", reject);
      // It was not asked for, and nothing could be said over it.
      request.on("upgrade", (_, socket) => {
        socket.destroy();
        reject(new Error("it changes the protocol"));
      });
      request.end(body);
    });
  }

  async #read(response: IncomingMessage): Promise<UpstreamAnswer> {
    const { limit } = this.#options;
    const { statusCode: status = 0, statusMessage: statusText = "", rawHeaders, headers } = response;
    // Node reads some values that it does not write.
    for (const [name, value] of [...pairsOf(rawHeaders), ["Status", statusText] as const])
      validateHeaderValue(name, value);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) {
        const detail = `The answer of the server at ${this.address} is larger than ${limit} bytes.`;
        throw new Failed(problem(502, "upstream-too-large", detail));
      }
      chunks.push(chunk);
    }
    return { status, statusText, rawHeaders: endToEnd(rawHeaders), headers, body: Buffer.concat(chunks) };
  }
}

/** The headers that say that a request has a body (RFC 9112, section 6). */
const framing = /^(content-length|transfer-encoding)$/i;

/** What Node says of a connection, of TLS, or of what is not HTTP. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException; // Node's requests fail with them.
  return message || code || "its connection failed";
}
