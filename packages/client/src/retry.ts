/** When a call is sent again. */
export interface RetryOptions {
  /** How often a request is sent at most, the first time included. Default: 3. */
  readonly attempts?: number;
  /** The longest wait between two attempts, in milliseconds. A server that asks for more is not waited for. Default: 10,000. */
  readonly maxDelay?: number;
  /** Whether a 503 with `Retry-After` is a promise that nothing was applied, and so sent again. Default: false. */
  readonly on503?: boolean;
}

/** What platforms throw when a request fails; Node.js and Deno have the reason in `cause`, Bun doesn't. */
interface Failure {
  readonly cause?: Failure;
  /** Of an AggregateError: of each address of a host. */
  readonly errors?: readonly unknown[];
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
}

/** Calls of the system that come before there is a connection. */
const connecting = /^(connect|getaddrinfo)$/;

/**
 * Where no call is named: codes of Node.js (undici) and Bun, and Deno's words, that say so by themselves. `EHOSTUNREACH`,
 * `ENETUNREACH` and `ETIMEDOUT` don't: they also end a connection that was made.
 */
const neverConnected = /^(E(CONNREFUSED|NOTFOUND|AI_\w+)|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$|error \(Connect\)/;

function reasonOf(raw: unknown): Failure {
  const failure: Failure = Object(raw);
  return failure.cause ?? failure;
}

/** The code of the platform's error. */
export function codeOf(raw: unknown): string | undefined {
  const { code } = reasonOf(raw);
  return typeof code === "string" ? code : undefined;
}

/** Whether the request surely can't have reached the server. */
export function wasNotSent(raw: unknown): boolean {
  const reason = reasonOf(raw);
  const reasons = reason.errors?.length ? reason.errors : [reason];
  return reasons.every((each) => {
    const { code, syscall, message }: Failure = Object(each);
    return syscall ? connecting.test(`${syscall}`) : neverConnected.test(`${code ?? message}`);
  });
}

/**
 * Milliseconds to wait before the next attempt: what `Retry-After` says, in seconds or as a date (RFC 9110, section
 * 10.2.3), or else a random part ("full jitter") of a time that doubles with each attempt.
 */
export function delayOf(retryAfter: string, attempts: number, maxDelay: number): number {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  if (/^\w+, .* GMT$/.test(retryAfter)) return Math.max(0, Date.parse(retryAfter) - Date.now()) || 0;
  return Math.random() * Math.min(maxDelay, 250 * 2 ** attempts);
}
