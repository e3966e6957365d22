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
import { type Promises, type Reading, readResponse } from "./response.ts";
import { codeOf, delayOf, type RetryOptions, wasNotSent } from "./retry.ts";

/** A request as it is about to be sent. */
export interface Target {
  url: string;
  readonly headers: Headers;
}

/** One call, from its credentials to its answer. */
export interface Call {
  /** What is known of it so far. */
  readonly details: { -readonly [Name in keyof CallDetails]: CallDetails[Name] };
  readonly promises: Promises;
  /** Puts the credentials into the request, as they are now. */
  readonly authorize: (target: Target) => Promise<void>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly hooks: Hooks;
  readonly timeout: number;
  readonly retry: RetryOptions | false;
  readonly signal: AbortSignal | null | undefined;
  readonly maxBytes: number;
  /** Whether a status of 400 or more is thrown, and not returned. */
  readonly throws: boolean;
}

/** A response, and what was read of it. */
export type Answer = Reading & { readonly response: Response };

/**
 * Sends a request until there is an answer, or a reason to stop.
 *
 * One timer and the caller's signal are raced against the whole of it, so that nothing that hangs (a credential function, a
 * `fetch` that ignores its signal, a body, a wait) hangs the call.
 *
 * @throws {ApiError}
 */
export async function exchange(call: Call, url: string, init: RequestInit): Promise<Answer> {
  const { details, signal, timeout } = call;
  const controller = new AbortController();
  let stop: (error: ApiError) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = (error) => {
      reject(error);
      controller.abort();
    };
  });
  const onAbort = () => stop(new AbortError(details, "the caller's signal ended it."));
  const onTimeout = () => stop(new TimeoutError(details, `no complete answer within ${timeout} ms.`));
  const timer = setTimeout(onTimeout, Math.min(timeout, 2 ** 31 - 1));
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) onAbort();
  let data: unknown;
  try {
    const answer = await Promise.race([stopped, attempt(call, url, init, controller.signal, Date.now() + timeout)]);
    data = answer.data;
    return answer;
  } finally {
    clearTimeout(timer);
    // A stream that is handed over can still be aborted.
    if (!(data instanceof ReadableStream)) signal?.removeEventListener("abort", onAbort);
  }
}

async function attempt(call: Call, url: string, init: RequestInit, signal: AbortSignal, end: number): Promise<Answer> {
  const { details, hooks } = call;
  const { attempts: most = 3, maxDelay = 10_000, on503 } = call.retry || { attempts: 1 };
  // To read again changes nothing (RFC 9110, section 9.2.1).
  const safe = /^(GET|HEAD)$/.test(details.method);
  const tell = async (hook: Hooks["onLog"], type: CallEvent["type"], raw: unknown, more?: Partial<CallEvent>) => {
    const event = { ...details, type, raw: () => raw, ...more };
    for (const each of [hook, hooks.onLog]) {
      try {
        await each?.(event);
      } catch {} // It can't change what became of the call.
    }
  };

  for (;;) {
    signal.throwIfAborted(); // Nothing is done once the call has ended.
    const target: Target = { url, headers: new Headers(init.headers) };
    await call.authorize(target);
    try {
      await hooks.onRequest?.({ ...details, type: "request", raw: () => target });
    } catch (raw) {
      throw new InvalidRequestError(details, "the hook `onRequest` threw; `error.raw()` is what.", raw);
    }
    tell(undefined, "request", target);
    signal.throwIfAborted();

    details.attempts++;
    details.outcome = "unknown";
    details.status = details.requestId = undefined;
    let again = safe;
    let failure: ApiError | undefined;
    let response: Response | undefined;
    let reading: Reading = {};
    try {
      response = await call.fetch(target.url, { ...init, headers: target.headers, redirect: "manual", signal });
      const { status, headers } = response;
      details.status = status;
      details.requestId = headers.get("X-Request-Id") ?? headers.get("Request-Id") ?? undefined;
      if (status > 399 && status < 500) details.outcome = "rejected";
      reading = await readResponse(response, call.promises, call.maxBytes);
    } catch (raw) {
      const code = codeOf(raw);
      const unsent = !response && wasNotSent(raw);
      if (unsent) details.outcome = "not-sent";
      again ||= unsent;
      const what = unsent ? "no connection was made" : "the connection was lost";
      failure = new ConnectionError(details, `${what}${code ? ` (${code})` : ""}.`, raw, code);
    }
    signal.throwIfAborted();

    let retryAfter: string | null = null;
    let answer: Answer | undefined;
    if (response && !failure) {
      const { status, ok, headers } = response;
      const wrong = reading.problem ?? reading.drift;
      answer = { ...reading, response };
      tell(hooks.onResponse, "response", response);
      if (ok) {
        if (wrong && !reading.problem && hooks.onDrift) tell(hooks.onDrift, "drift", response, { reason: wrong });
        else if (wrong) {
          throw new MalformedResponseError(details, `the ${status} is not as described: ${wrong}.`, reading.text);
        }
        return answer;
      }
      retryAfter = headers.get("Retry-After");
      const refused = status === 429 || (status === 503 && on503 && retryAfter !== null);
      if (refused) details.outcome = "rejected";
      again = refused || (safe && status > 499);
      failure = wrong
        ? new UndocumentedStatusError(details, `undocumented answer ${status}: ${wrong}.`, reading.text)
        : new DocumentedStatusError(details, `the API answered ${status}.`, reading.data);
      // A redirect is no answer of the API's to anyone.
      if (call.throws || status < 400) answer = undefined;
    }
    const delay = delayOf(retryAfter, details.attempts, maxDelay);
    if (!again || details.attempts >= most || delay > maxDelay || Date.now() + delay >= end) {
      if (answer) return answer;
      throw failure;
    }
    tell(hooks.onRetry, "retry", response ?? failure, { delay });
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, delay);
      signal.addEventListener("abort", () => clearTimeout(timer));
    });
  }
}
