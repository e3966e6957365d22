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
import { masked } from "./mask.ts";
import type { Settings } from "./options.ts";
import { type ExpectedResponses, type Reading, readResponse } from "./response.ts";
import { codeOf, wasNotSent } from "./retry.ts";
import { tell } from "./tell.ts";
import { property } from "./validate.ts";

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
  /** Texts by which somebody could use its credentials: no message may have one. */
  readonly secrets: readonly string[];
  /** Puts the credentials into the request, as they are now, and adds to the secrets. */
  readonly authorize: (target: Target) => Promise<void>;
}

/** A response of 200 to 299, and its body as it was read. */
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
  hooks: Hooks,
  on503: boolean,
  signal: AbortSignal,
): Promise<Answer | Failed> {
  signal.throwIfAborted(); // The call has ended: nothing more is done, and nobody sees this error.
  const target = await prepare(call, hooks);
  signal.throwIfAborted();
  const sent = await send(call, target, settings, signal);
  signal.throwIfAborted();
  return "failure" in sent ? sent : evaluate(call, sent, settings, hooks, on503);
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
  { details, init, expected, secrets }: Exchange,
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
    details.requestId = masked(answered.get("X-Request-Id") ?? answered.get("Request-Id") ?? "", secrets) || undefined;
    if (status > 399 && status < 500) details.outcome = "rejected";
    return { response, reading: await readResponse(response, expected, maxResponseBytes, secrets) };
  } catch (raw) {
    const unsent = !response && wasNotSent(raw);
    if (unsent) details.outcome = "not-sent";
    const code = codeOf(raw);
    const what = `${unsent ? "no connection was made" : "the connection was lost"}${code ? ` (${code})` : ""}.`;
    return { failure: new ConnectionError(details, what, raw, response), again: unsent || isSafe(details) };
  }
}

/** Holds a response against what is described. */
function evaluate(
  { details, secrets }: Exchange,
  { response, reading: { data, problem, usable } }: Sent,
  { messageFrom = "" }: Settings,
  hooks: Hooks,
  on503: boolean,
): Answer | Failed {
  const { status, ok } = response;
  tell(hooks, hooks.onResponse, { ...details, type: "response" }, response);
  if (ok) {
    if (problem) {
      if (!usable || !hooks.onInvalidResponse) {
        throw new MalformedResponseError(details, `the ${status} is not as described: ${problem}.`, data, response);
      }
      tell(hooks, hooks.onInvalidResponse, { ...details, type: "invalid-response", reason: problem }, response);
    }
    return { data, response };
  }
  const retryAfter = response.headers.get("Retry-After") ?? "";
  const refused = status === 429 || (status === 503 && on503 && !!retryAfter);
  if (refused) details.outcome = "rejected";
  const said = messageFrom.split(".").reduce<unknown>(property, data);
  const text = typeof said === "string" ? `: ${masked(said, secrets)}` : ".";
  const failure = problem
    ? new UndocumentedStatusError(details, `the ${status} is not as described: ${problem}${text}`, data, response)
    : new DocumentedStatusError(details, `the API answered ${status}${text}`, data, response);
  return { failure, again: refused || (isSafe(details) && status > 499), retryAfter };
}

/** Whether to send it again changes nothing (RFC 9110, section 9.2.1). */
function isSafe({ method }: CallDetails): boolean {
  return /^(GET|HEAD)$/.test(method);
}
