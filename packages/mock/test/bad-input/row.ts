/** What one connection sends, and what must come back on it. */
export interface Row {
  readonly name: string;
  readonly sends: readonly Step[];
  /** The answers, in their order. None: the socket must end without one. */
  readonly wants: readonly Wanted[];
  /** The standard that it is about. */
  readonly why: string;
  /** Sends to a mock whose patience ends after {@link patience}. */
  readonly impatient?: true;
}

/** How long the impatient mock waits for a whole request, in milliseconds. */
export const patience = 400;

/** Bytes (text is written as Latin-1: a character for each byte), or something else that a caller does. */
export type Step = string | Uint8Array | Act;
export type Act = {
  /** Waits for that many milliseconds; for an interim answer; ends its own direction; resets the connection. */
  readonly act: "pause" | "await" | "half-close" | "reset";
};
export const pause: Act = { act: "pause" };
export const awaitAnswer: Act = { act: "await" };
export const halfClose: Act = { act: "half-close" };
export const reset: Act = { act: "reset" };

export interface Wanted {
  /** Several where the standards leave it open. */
  readonly status: number | readonly number[];
  /** Who answers: the API as it is described, Prism for want of a described answer, or the mock itself, with a `type` that ends so. */
  readonly from?: "api" | "prism" | { readonly own: string };
  /** What the first of the documented error's `details` is about. */
  readonly field?: string;
  readonly message?: RegExp;
  readonly headers?: Readonly<Record<string, string | RegExp>>;
  /** It answers HEAD: its length is told, but its body does not come (RFC 9110, section 9.3.2). */
  readonly head?: true;
}

export const path = "/guests/user-1/CheckOut";
export const valid = '{"roomId":"lock-1","checkedOutBy":"user-2","reason":"Checked out"}';
/** What must never come back. */
export const secrets = ["secret-token", "secret-key"];

export const accepted: Wanted = { status: 200, from: "api" };
export const unauthorized: Wanted = { status: 401, from: "prism" };
export const malformedRequest = own(400, "malformed-request");

export function own(status: number | readonly number[], name: string, headers?: Wanted["headers"]): Wanted {
  return { status, from: { own: name }, ...(headers && { headers }) };
}

/** The documented 400. */
export function refused(field: string, message: RegExp): Wanted {
  return { status: 400, from: "api", field, message };
}

export interface Parts {
  readonly line?: string;
  /** Takes a header away, gives it another value, or several. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Lines of the head as they are, each with its end. */
  readonly extra?: string;
  readonly body?: string | Uint8Array;
}

/** The bytes of a request: a valid one, but for what is given. */
export function request({
  line = `POST ${path} HTTP/1.1`,
  headers = {},
  extra = "",
  body = valid,
}: Parts = {}): Uint8Array {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const all = {
    Host: "mock",
    Authorization: "Bearer secret-token",
    "X-API-Key": "secret-key",
    "Content-Type": "application/json",
    "Content-Length": String(bytes.length),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => `${name}: ${one}\r\n`),
  );
  return Buffer.concat([Buffer.from(`${line}\r\n${lines.join("")}${extra}\r\n`, "latin1"), bytes]);
}

/** A request whose body comes in chunks (RFC 9112, section 7.1), as they are given. */
export function chunked(body: string, headers: Parts["headers"] = {}): Uint8Array {
  const all = { "Content-Length": undefined, "Transfer-Encoding": "chunked", ...headers };
  return request({ headers: all, body: Buffer.from(body, "latin1") });
}

/** One row for each text. */
export function rowsOf<Value>(
  values: Readonly<Record<string, Value>>,
  row: (value: Value) => Omit<Row, "name">,
): readonly Row[] {
  return Object.entries(values).map(([name, value]) => ({ name, ...row(value) }));
}
