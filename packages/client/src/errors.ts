import { codeOf } from "./retry.ts";

/**
 * What became of a call that failed:
 * - `not-sent`: the server has not seen it;
 * - `rejected`: the server has seen it and refused it;
 * - `unknown`: the server may have applied it. Look before you call again.
 */
export type Outcome = "not-sent" | "rejected" | "unknown";

/** What every error, and every event, says of its call. No credential, no filled URL and no body is among it. */
export interface CallDetails {
  /** The operationId; nothing for a path that the description does not have. */
  readonly operation: string | undefined;
  /** The HTTP method, in capitals. */
  readonly method: string;
  /** The path template, as in `/books/{id}`. */
  readonly path: string;
  /** How often the request was sent. */
  readonly attempts: number;
  /** What is known of what became of it. */
  readonly outcome: Outcome;
  /** The HTTP status, where there is an answer. */
  readonly status?: number | undefined;
  /** What the server calls the request: its `X-Request-Id` or `Request-Id` header. */
  readonly requestId?: string | undefined;
}

/** A call that was not sent. */
export function unsent({ id, method, path }: { readonly id?: string; readonly method: string; readonly path: string }) {
  return { operation: id, method, path, attempts: 0, outcome: "not-sent" } satisfies CallDetails;
}

/** Which of the errors of a call it is: each has a class. */
export type ErrorKind =
  | "documented-status"
  | "undocumented-status"
  | "malformed-response"
  | "timeout"
  | "connection"
  | "abort"
  | "invalid-request";

/** What all copies of this package, of whatever version, know their errors by. */
const brand = Symbol.for("@spkey/client/error");

/** The base of all errors of a call. `kind` says which of its subclasses it is. */
export abstract class ApiError extends Error implements CallDetails {
  declare readonly kind: ErrorKind;
  declare readonly operation: string | undefined;
  declare readonly method: string;
  declare readonly path: string;
  declare readonly attempts: number;
  declare readonly outcome: Outcome;
  declare readonly status: number | undefined;
  declare readonly requestId: string | undefined;
  /** The name and the code of the platform's error, as in `{ name: "TypeError", code: "ECONNREFUSED" }`. */
  declare readonly cause: { readonly name: string; readonly code: string | undefined } | undefined;
  readonly #raw: unknown;
  readonly #response: Response | undefined;

  constructor(details: CallDetails, text: string, raw?: unknown, response?: Response) {
    super(
      `${details.method} ${details.path}: ${text}${
        details.outcome === "unknown" ? " The server may have applied it: look before you call again." : ""
      }`,
      raw instanceof Error ? { cause: { name: raw.name, code: codeOf(raw) } } : undefined,
    );
    const { kind } = new.target as unknown as { kind: ErrorKind }; // Each subclass has one.
    // Minifiers give classes other names.
    const name = `${kind.replace(/(^|-)./g, (start) => start.slice(-1).toUpperCase())}Error`;
    Object.defineProperties(this, { name: { value: name }, [brand]: {} });
    Object.assign(this, { kind }, details);
    this.#raw = raw;
    this.#response = response;
  }

  /**
   * What the platform, or a function of the caller's, threw, or the body that was answered. It may quote credentials and
   * identifiers, and so is in no message and no log.
   */
  raw(): unknown {
    return this.#raw;
  }

  /** The response, where there is one, with its body read: `raw()` has that. Its headers may have secrets. */
  get response(): Response | undefined {
    return this.#response;
  }

  toJSON(): object {
    return { name: this.name, message: this.message, ...(this as object) };
  }
}

/** Whether something that was thrown is an error of a call, also by another copy of this package, which `instanceof` can't say. */
export function isApiError(error: unknown): error is ApiError {
  return brand in Object(error);
}

/** The API's own answer with a status of 400 or more, documented, with a body of the documented shape. */
export class DocumentedStatusError<Status extends number = number, Body = unknown> extends ApiError {
  static readonly kind = "documented-status";
  declare readonly kind: "documented-status";
  declare readonly status: Status;

  /** The body, checked. It is not in the message, since it may name people. */
  get body(): Body {
    return this.raw() as Body; // What the transport has checked against the description.
  }
}

/**
 * A status that is not documented, or whose body isn't the documented one, as when a proxy on the way answers; a redirect,
 * too, since none is followed. `raw()` is the body.
 */
export class UndocumentedStatusError extends ApiError {
  static readonly kind = "undocumented-status";
  declare readonly kind: "undocumented-status";
  declare readonly status: number;
}

/** A 2xx that is not what the description promises. It is never taken for a success. */
export class MalformedResponseError extends ApiError {
  static readonly kind = "malformed-response";
  declare readonly kind: "malformed-response";
  declare readonly status: number;
}

/** The deadline of the call passed: in its credentials, its attempts, the waits between them, or the body. */
export class TimeoutError extends ApiError {
  static readonly kind = "timeout";
  declare readonly kind: "timeout";
}

/** No connection was made (`outcome` is `not-sent`), or it was lost (`unknown`). */
export class ConnectionError extends ApiError {
  static readonly kind = "connection";
  declare readonly kind: "connection";
}

/** The caller's `signal` ended the call. */
export class AbortError extends ApiError {
  static readonly kind = "abort";
  declare readonly kind: "abort";
}

/** The call can't be written, or its credentials can't be had: it was refused before it was sent. */
export class InvalidRequestError extends ApiError {
  static readonly kind = "invalid-request";
  declare readonly kind: "invalid-request";
}

/** What any operation may throw besides its documented statuses. */
export type UndocumentedError =
  | UndocumentedStatusError
  | MalformedResponseError
  | TimeoutError
  | ConnectionError
  | AbortError
  | InvalidRequestError;
