import type { Hooks } from "./hooks.ts";
import type { RetryOptions } from "./retry.ts";

/** How a client sends its calls. */
export type Settings = {
  /**
   * Milliseconds for all of a call: credentials, attempts, waits and body; at least 1. `Infinity` is 24.8 days, which is as
   * long as timers run. Default: 30,000.
   */
  readonly timeout?: number;
  /** When a call is sent again, which happens only where it can't have been applied; `false` for never. */
  readonly retry?: RetryOptions | false;
  /** The longest body that is read, in bytes, at least 1; of an error, 1 MiB at most. Default: 16 MiB. */
  readonly maxResponseBytes?: number;
  /** What sends a request. Default: the platform's `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /**
   * Where the body of an error has a text for people, as `message` or `error.message`. It is then part of the error's own
   * message, without the credentials of the call, and at most 256 characters. Default: nowhere, since it may name people, and
   * messages end up in logs.
   */
  readonly messageFrom?: string;
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
