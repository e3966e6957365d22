import type { CallDetails } from "./errors.ts";

/** What a hook is told. Nothing of it is secret; `raw()` alone gives what may be. */
export interface CallEvent extends CallDetails {
  /** What it is about: a request before it is sent, an answer, a wait for another attempt, or a 2xx that is not as described. */
  readonly type: "request" | "response" | "retry" | "invalid-response";
  /** Milliseconds until the next attempt, of a `retry`. */
  readonly delay?: number;
  /** Where and how the answer is not the described one, of an `invalid-response`. */
  readonly reason?: string;
  /**
   * The request, credentials included, before it is sent; its `headers` can still be changed in `onRequest`. Later, the
   * response, whose body is read. Keep it out of logs.
   */
  raw(): unknown;
}

/** Before a request is sent: `raw()` has its URL, and headers that can still be changed. */
export interface RequestEvent extends CallEvent {
  readonly type: "request";
  raw(): { readonly url: string; readonly headers: Headers };
}

/**
 * Functions that are told of each call. Only `onRequest` is waited for, and only it can fail a call (nothing is sent then);
 * what the others throw is dropped, since it would hide what became of the call.
 */
export interface Hooks {
  /** Before each attempt. */
  readonly onRequest?: (event: RequestEvent) => void | Promise<void>;
  /** After each answer, whatever its status, once its body is read. */
  readonly onResponse?: (event: CallEvent) => void;
  /** Before the wait for another attempt. */
  readonly onRetry?: (event: CallEvent) => void;
  /**
   * Instead of an error, where a 2xx is not what the description promises but has a JSON body: the call then returns it as
   * it is.
   */
  readonly onInvalidResponse?: (event: CallEvent) => void;
  /** All of these, one after another, for a log. */
  readonly onLog?: (event: CallEvent) => void;
}
