import {
  AbortError,
  type ApiError,
  type CallDetails,
  ConnectionError,
  DocumentedStatusError,
  InvalidRequestError,
  MalformedResponseError,
  TimeoutError,
  UndocumentedStatusError,
} from "./errors.ts";
import type { CallEvent, Hooks } from "./hooks.ts";
import { type ExpectedResponses, type Reading, readResponse } from "./response.ts";
import { codeOf, delayOf, type RetryOptions, wasNotSent } from "./retry.ts";

/** A request as it is about to be sent. */
export interface Target {
  url: string;
  readonly headers: Headers;
}

/** One call, from its credentials to its answer. */
export interface Exchange {
  /** What is known of it so far. */
  readonly details: { -readonly [Name in keyof CallDetails]: CallDetails[Name] };
  readonly url: string;
  /** Makes the headers of each attempt, without credentials. */
  readonly headers: () => Headers;
  readonly init: RequestInit;
  readonly expected: ExpectedResponses;
  /** Puts the credentials into the request, as they are now. */
  readonly authorize: (target: Target) => Promise<void>;
  /** Whether a status of 400 or more is thrown, and not returned. */
  readonly throws: boolean;
}

/** How a client sends its calls. */
export type Settings = {
  /** Milliseconds for all of a call: credentials, attempts, waits and body. Default: 30,000. */
  readonly timeout?: number;
  /** When a call is sent again, which happens only where it can't have been applied; `false` for never. */
  readonly retry?: RetryOptions | false;
  /** The longest body that is read, in bytes; of an error, 1 MiB at most. Default: 16 MiB. */
  readonly maxResponseBytes?: number;
  /** What sends a request. Default: the platform's `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Functions that are told of each call. */
  readonly hooks?: Hooks;
};

/** Options of one call. Also `client.GET` and the like take them. */
export interface CallOptions {
  /** Ends the call, wherever it is. */
  readonly signal?: AbortSignal;
  /** Milliseconds for all of the call: credentials, attempts, waits and body. Default: the client's. */
  readonly timeout?: number;
  /** Default: the client's. */
  readonly retry?: RetryOptions | false;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A response, and its body as it was read; of a status of 400 or more that is not thrown, something that is true. */
export interface Answer {
  readonly data: unknown;
  readonly response: Response;
}

/**
 * Sends a request until there is an answer, or a reason to stop.
 *
 * One timer and the caller's signal are raced against the whole of it, so that nothing that hangs (a credential function, a
 * `fetch` that ignores its signal, a body, a wait) hangs the call.
 *
 * @throws {ApiError}
 */
export async function exchange(
  call: Exchange,
  settings: Settings,
  { signal, timeout = settings.timeout ?? 30_000, retry = settings.retry ?? {} }: Omit<CallOptions, "headers">,
): Promise<Answer> {
  const { details } = call;
  const controller = new AbortController();
  let stop: (error: ApiError) => void = () => {};
  const onAbort = () => stop(new AbortError(details, "the caller's signal ended it."));
  const timer = setTimeout(
    () => stop(new TimeoutError(details, `no complete answer within ${timeout} ms.`)),
    Math.min(timeout, 2 ** 31 - 1),
  );
  let data: unknown;
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      stop = (error) => {
        reject(error);
        controller.abort();
      };
      signal?.addEventListener("abort", onAbort);
      if (signal?.aborted) onAbort();
      attempts(call, settings, retry, controller.signal, Date.now() + timeout).then(resolve, reject);
    });
    data = answer.data;
    return answer;
  } finally {
    clearTimeout(timer);
    // A stream that is handed over can still be aborted.
    if (!(data instanceof ReadableStream)) signal?.removeEventListener("abort", onAbort);
  }
}

async function attempts(
  { details, url, headers, init, authorize, expected, throws }: Exchange,
  { fetch = globalThis.fetch, hooks = {}, maxResponseBytes = 2 ** 24 }: Settings,
  retry: RetryOptions | false,
  signal: AbortSignal,
  end: number,
): Promise<Answer> {
  const { attempts: most = 3, maxDelay = 10_000, on503 } = retry || { attempts: 1 };
  // To read again changes nothing (RFC 9110, section 9.2.1).
  const safe = /^(GET|HEAD)$/.test(details.method);
  const tell = (hook: Hooks["onLog"], event: Pick<CallEvent, "type" | "delay" | "reason">, raw: unknown) => {
    const say = (each: Hooks["onLog"]) => {
      // What it throws can't change what became of the call.
      if (each) new Promise((done) => done(each({ ...details, ...event, raw: () => raw }))).catch(() => {});
    };
    say(hook);
    say(hooks.onLog);
  };

  for (;;) {
    signal.throwIfAborted(); // The call has ended: nothing more is done, and nobody sees this error.
    const target: Target = { url, headers: headers() };
    await authorize(target);
    try {
      if (hooks.onRequest) await hooks.onRequest({ ...details, type: "request", raw: () => target });
    } catch (raw) {
      throw new InvalidRequestError(details, "`onRequest` threw; `error.raw()` is what.", raw);
    }
    tell(undefined, { type: "request" }, target);
    signal.throwIfAborted();

    details.attempts++;
    details.outcome = "unknown";
    details.status = details.requestId = undefined;
    let response: Response | undefined;
    let reading: Reading | undefined;
    let failure: ApiError | undefined;
    let again: boolean | undefined = safe;
    try {
      response = await fetch(target.url, { ...init, headers: target.headers, redirect: "manual", signal });
      const { status, headers } = response;
      details.status = status;
      details.requestId = headers.get("X-Request-Id") ?? headers.get("Request-Id") ?? undefined;
      if (status > 399 && status < 500) details.outcome = "rejected";
      reading = await readResponse(response, expected, maxResponseBytes);
    } catch (raw) {
      const unsent = !response && wasNotSent(raw);
      if (unsent) details.outcome = "not-sent";
      again ||= unsent;
      const code = codeOf(raw);
      const what = `${unsent ? "no connection was made" : "the connection was lost"}${code ? ` (${code})` : ""}.`;
      failure = new ConnectionError(details, what, raw, code);
    }
    signal.throwIfAborted();

    let retryAfter = "";
    if (response && reading) {
      const { status, ok, headers } = response;
      const { data, problem, usable } = reading;
      tell(hooks.onResponse, { type: "response" }, response);
      if (ok) {
        if (problem) {
          if (!usable || !hooks.onInvalidResponse) {
            throw new MalformedResponseError(details, `the ${status} is not as described: ${problem}.`, data);
          }
          tell(hooks.onInvalidResponse, { type: "invalid-response", reason: problem }, response);
        }
        return { data, response };
      }
      retryAfter = headers.get("Retry-After") ?? "";
      const refused = status === 429 || (status === 503 && on503 && !!retryAfter);
      if (refused) details.outcome = "rejected";
      again = refused || (safe && status > 499);
      failure = problem
        ? new UndocumentedStatusError(details, `undocumented answer ${status}: ${problem}.`, data)
        : new DocumentedStatusError(details, `the API answered ${status}.`, data);
    }
    const delay = delayOf(retryAfter, details.attempts, maxDelay);
    if (!again || details.attempts >= most || delay > maxDelay || Date.now() + delay >= end) {
      // A redirect is the API's answer to nobody.
      if (response && reading && response.status > 399 && !throws) return { data: reading.data || failure, response };
      throw failure;
    }
    tell(hooks.onRetry, { type: "retry", delay }, response ?? failure);
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, delay);
      signal.addEventListener("abort", () => clearTimeout(timer));
    });
  }
}
