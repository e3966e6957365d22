import {
  type ApiError,
  type CallDetails,
  ConnectionError,
  DocumentedStatusError,
  InvalidRequestError,
  MalformedResponseError,
  UndocumentedStatusError,
} from "./errors.ts";
import type { Hooks } from "./hooks.ts";
import type { Settings } from "./options.ts";
import { type ExpectedResponses, type Reading, readResponse } from "./response.ts";
import { codeOf, wasNotSent } from "./retry.ts";
import { tell } from "./tell.ts";

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

/** A response, and its body as it was read; of a status of 400 or more that is not thrown, something that is true. */
export interface Answer {
  readonly data: unknown;
  readonly response: Response;
}

/** An attempt that ended without the answer that the description promises. */
interface Failed {
  readonly failure: ApiError;
  /** Whether another attempt can do no harm. */
  readonly again: boolean;
  /** What the server says of it. */
  readonly retryAfter?: string;
  /** The response, where there is one. */
  readonly response?: Response;
  /** What a call returns that doesn't throw a status of 400 or more. */
  readonly answer?: Answer | undefined;
}

/** What came of a request that was sent. */
interface Sent {
  readonly response: Response;
  readonly reading: Reading;
}

/**
 * Sends a request once, and keeps what is known of it in the call's details.
 *
 * @param on503 whether a 503 with `Retry-After` is a promise that nothing was applied
 * @throws {ApiError} where no further attempt is to be made
 */
export async function attempt(
  call: Exchange,
  settings: Settings,
  on503: boolean,
  signal: AbortSignal,
): Promise<Answer | Failed> {
  signal.throwIfAborted(); // The call has ended: nothing more is done, and nobody sees this error.
  const target = await prepare(call, settings.hooks ?? {});
  signal.throwIfAborted();
  const sent = await send(call, target, settings, signal);
  signal.throwIfAborted();
  return "failure" in sent ? sent : evaluate(call, sent, settings.hooks ?? {}, on503);
}

/** The request with the credentials as they are now, and as `onRequest` leaves it. */
async function prepare({ details, url, headers, authorize }: Exchange, hooks: Hooks): Promise<Target> {
  const target: Target = { url, headers: headers() };
  await authorize(target);
  try {
    if (hooks.onRequest) await hooks.onRequest({ ...details, type: "request", raw: () => target });
  } catch (raw) {
    throw new InvalidRequestError(details, "`onRequest` threw; `error.raw()` is what.", raw);
  }
  tell(hooks, undefined, { ...details, type: "request" }, target);
  return target;
}

async function send(
  { details, init, expected }: Exchange,
  { url, headers }: Target,
  { fetch = globalThis.fetch, maxResponseBytes = 2 ** 24 }: Settings,
  signal: AbortSignal,
): Promise<Sent | Failed> {
  details.attempts++;
  details.outcome = "unknown";
  details.status = details.requestId = undefined;
  let response: Response | undefined;
  try {
    response = await fetch(url, { ...init, headers, redirect: "manual", signal });
    const { status, headers: answered } = response;
    details.status = status;
    details.requestId = answered.get("X-Request-Id") ?? answered.get("Request-Id") ?? undefined;
    if (status > 399 && status < 500) details.outcome = "rejected";
    return { response, reading: await readResponse(response, expected, maxResponseBytes) };
  } catch (raw) {
    const unsent = !response && wasNotSent(raw);
    if (unsent) details.outcome = "not-sent";
    const code = codeOf(raw);
    const what = `${unsent ? "no connection was made" : "the connection was lost"}${code ? ` (${code})` : ""}.`;
    return {
      failure: new ConnectionError(details, what, raw, code),
      again: unsent || isSafe(details),
      ...(response && { response }),
    };
  }
}

/** Holds a response against what is described. */
function evaluate(
  { details }: Exchange,
  { response, reading: { data, problem, usable } }: Sent,
  hooks: Hooks,
  on503: boolean,
): Answer | Failed {
  const { status, ok } = response;
  tell(hooks, hooks.onResponse, { ...details, type: "response" }, response);
  if (ok) {
    if (problem) {
      if (!usable || !hooks.onInvalidResponse) {
        throw new MalformedResponseError(details, `the ${status} is not as described: ${problem}.`, data);
      }
      tell(hooks, hooks.onInvalidResponse, { ...details, type: "invalid-response", reason: problem }, response);
    }
    return { data, response };
  }
  const retryAfter = response.headers.get("Retry-After") ?? "";
  const refused = status === 429 || (status === 503 && on503 && !!retryAfter);
  if (refused) details.outcome = "rejected";
  const failure = problem
    ? new UndocumentedStatusError(details, `undocumented answer ${status}: ${problem}.`, data)
    : new DocumentedStatusError(details, `the API answered ${status}.`, data);
  return {
    failure,
    again: refused || (isSafe(details) && status > 499),
    retryAfter,
    response,
    // A redirect is the API's answer to nobody.
    answer: status > 399 ? { data: data || failure, response } : undefined,
  };
}

/** Whether to send it again changes nothing (RFC 9110, section 9.2.1). */
function isSafe({ method }: CallDetails): boolean {
  return /^(GET|HEAD)$/.test(method);
}
