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
  readonly url: string;
  readonly init: RequestInit;
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
export async function exchange(call: Call): Promise<Answer> {
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
  const timer = setTimeout(
    () => stop(new TimeoutError(details, `no complete answer within ${timeout} ms.`)),
    Math.min(timeout, 2 ** 31 - 1),
  );
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) onAbort();
  let data: unknown;
  try {
    const answer = await Promise.race([stopped, attempts(call, controller.signal, Date.now() + timeout)]);
    data = answer.data;
    return answer;
  } finally {
    clearTimeout(timer);
    // A stream that is handed over can still be aborted.
    if (!(data instanceof ReadableStream)) signal?.removeEventListener("abort", onAbort);
  }
}

async function attempts(call: Call, signal: AbortSignal, end: number): Promise<Answer> {
  const { details, hooks, url, init, retry, fetch } = call;
  const { attempts: most = 3, maxDelay = 10_000, on503 } = retry || { attempts: 1 };
  // To read again changes nothing (RFC 9110, section 9.2.1).
  const safe = /^(GET|HEAD)$/.test(details.method);
  const tell = async (type: CallEvent["type"], hook: Hooks["onLog"], raw: unknown, more?: Partial<CallEvent>) => {
    const event = { ...details, type, raw: () => raw, ...more };
    for (const each of [hook, hooks.onLog]) {
      try {
        await each?.(event);
      } catch {} // It can't change what became of the call.
    }
  };

  for (;;) {
    signal.throwIfAborted(); // The call has ended: nothing more is done, and nobody sees this error.
    const target: Target = { url, headers: new Headers(init.headers) };
    await call.authorize(target);
    try {
      await hooks.onRequest?.({ ...details, type: "request", raw: () => target });
    } catch (raw) {
      throw new InvalidRequestError(details, "`onRequest` threw; `error.raw()` is what.", raw);
    }
    tell("request", undefined, target);
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
      reading = await readResponse(response, call.promises, call.maxBytes);
    } catch (raw) {
      const unsent = !response && wasNotSent(raw);
      if (unsent) details.outcome = "not-sent";
      again ||= unsent;
      const code = codeOf(raw);
      const what = `${unsent ? "no connection was made" : "the connection was lost"}${code ? ` (${code})` : ""}.`;
      failure = new ConnectionError(details, what, raw, code);
    }
    signal.throwIfAborted();

    let retryAfter: string | null = null;
    if (response && reading) {
      const { status, ok, headers } = response;
      const { data, problem, usable } = reading;
      tell("response", hooks.onResponse, response);
      if (ok) {
        if (problem) {
          if (!usable || !hooks.onDrift) {
            throw new MalformedResponseError(details, `the ${status} is not as described: ${problem}.`, data);
          }
          tell("drift", hooks.onDrift, response, { reason: problem });
        }
        return { data, response };
      }
      retryAfter = headers.get("Retry-After");
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
      if (response && reading && response.status > 399 && !call.throws)
        return { data: reading.data || failure, response };
      throw failure;
    }
    tell("retry", hooks.onRetry, response ?? failure, { delay });
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, delay);
      signal.addEventListener("abort", () => clearTimeout(timer));
    });
  }
}
