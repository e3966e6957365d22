/** When a call is sent again. */
export interface RetryOptions {
  /** How often a request is sent at most, the first time included. Default: 3. */
  readonly attempts?: number;
  /** The longest wait between two attempts, in milliseconds. A server that asks for more is not waited for. Default: 10,000. */
  readonly maxDelay?: number;
  /** Whether a 503 with `Retry-After` is a promise that nothing was applied, and so sent again. Default: false. */
  readonly on503?: boolean;
}

/** Codes of Node.js (libuv and undici) and Bun, and Deno's words, for a connection that was never made. */
const neverConnected =
  /^(E(CONNREFUSED|NOTFOUND|AI_\w+|HOSTUNREACH|NETUNREACH)|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$|error \(Connect\)/;

/** The code of the platform's error; Node.js has it in the cause. */
export function codeOf(raw: unknown): string | undefined {
  const { code, cause } = Object(raw) as { code?: unknown; cause?: { code?: unknown } };
  const found = cause?.code ?? code;
  return typeof found === "string" ? found : undefined;
}

/** Whether the request can't have reached the server. */
export function wasNotSent(raw: unknown): boolean {
  return neverConnected.test(codeOf(raw) ?? `${Object(raw).message}`);
}

/**
 * Milliseconds to wait before the next attempt: what `Retry-After` says, in seconds or as a date (RFC 9110, section
 * 10.2.3), or else a random part ("full jitter") of a time that doubles with each attempt.
 */
export function delayOf(retryAfter: string | null, attempts: number, maxDelay: number): number {
  if (retryAfter && /^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  if (retryAfter && /^\w+, .* GMT$/.test(retryAfter)) return Math.max(0, Date.parse(retryAfter) - Date.now()) || 0;
  return Math.random() * Math.min(maxDelay, 250 * 2 ** attempts);
}
