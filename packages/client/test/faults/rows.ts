import { gzipSync } from "node:zlib";
import type { Outcome } from "../../src/errors.ts";
import { type CommandOptions, dismissed } from "../support/command.ts";
import { type Answer, head, http } from "./server.ts";

/** What becomes of a call. Whatever it is, it ends, leaks nothing, and is applied once at most. */
export type Want =
  | { readonly ok: true; readonly requests?: number }
  /** Of `client.POST`: an error that is no exception. */
  | { readonly error: number; readonly requests?: number }
  | { readonly kind: string; readonly outcome: Outcome; readonly status?: number; readonly requests?: number };

export interface Row {
  readonly name: string;
  readonly why: string;
  /** What the server does with the first request, the second, …; the last goes on for ever. */
  readonly answers: readonly Answer[];
  readonly want: Want;
  /** What the caller does. Default: a valid command by the function of the operation. */
  readonly request?: Record<string, unknown>;
  readonly options?: (abort: AbortController, nobody: string) => Partial<CommandOptions>;
  readonly call?: { readonly headers?: Record<string, string>; readonly aborted?: "before" | "in silence" };
  readonly way?: "POST";
}

/** In no message, inspected error, JSON, stack or log, and with no other origin. */
export const secrets = { token: "jwt.header.SECRET", key: "key-SECRET-1" };

const notFound = { error: "Not Found", message: "No such guard" };
const text = JSON.stringify(dismissed);

const ok: Answer = { applies: true, write: [http(200, text)] };
const sends = (status: number, body: string | Buffer = "", headers: Record<string, string> = {}): Answer => ({
  applies: status < 400,
  write: [http(status, body, headers)],
});
const json = (value: unknown) => sends(200, JSON.stringify(value));
const html = { "Content-Type": "text/html" };
const quick = () => ({ timeout: 200 });

const applied = "a success that can't be read may have been applied: neither a success nor a plain failure";
const malformed = { kind: "malformed-response", outcome: "unknown", status: 200, requests: 1 } as const;
const lost = { kind: "connection", outcome: "unknown", requests: 1 } as const;
const late = { kind: "timeout", outcome: "unknown", requests: 1 } as const;
const refused = { kind: "invalid-request", outcome: "not-sent", requests: 0 } as const;
const proxy = (status: number) =>
  ({
    kind: "undocumented-status",
    outcome: status < 500 ? "rejected" : "unknown",
    status,
    requests: 1,
  }) as const;

/** 2xx that are not what the description promises. */
const bodies: readonly (readonly [name: string, answer: Answer])[] = [
  ["empty", sends(200, "")],
  ["white space", sends(200, "  \n")],
  ["null", sends(200, "null")],
  ["true", sends(200, "true")],
  ["a string", sends(200, '"ok"')],
  ["an array", sends(200, `[${text}]`)],
  ["an empty object", sends(200, "{}")],
  ["truncated JSON", sends(200, text.slice(0, 40))],
  ["JSON and garbage", sends(200, `${text} trailing`)],
  ["two JSON values", sends(200, text + text)],
  ["single quotes", sends(200, text.replaceAll('"', "'"))],
  ["NaN", sends(200, text.replace("42", "NaN"))],
  ["HTML", sends(200, "<html>Log in</html>", html)],
  ["HTML that says it is JSON", sends(200, "<html>Log in</html>")],
  ["JSON that says it is text", sends(200, text, { "Content-Type": "text/plain" })],
  ["invalid UTF-8", sends(200, Buffer.from(text.replace("guard-1", "guard-\xff"), "latin1"))],
  ["UTF-16", sends(200, Buffer.from(text, "utf16le"))],
  ["a documented error", sends(200, JSON.stringify(notFound))],
  ["a wrong type", json({ ...dismissed, done: "true" })],
  ["a number as text", json({ ...dismissed, version: "42" })],
  ["null for a string", json({ ...dismissed, postId: null })],
  ["text for an object or null", json({ ...dismissed, event: "null" })],
  ["an array for an object or null", json({ ...dismissed, event: [] })],
  ["a property less", json({ ...dismissed, dismissedAt: undefined })],
  ["a property that only a prototype has", sends(200, `{"__proto__":${text}}`)],
  ["nesting without end", sends(200, "[".repeat(200_000))],
];

/** What the description does not promise, and a success nevertheless, since servers grow. */
const successes: readonly (readonly [name: string, answer: Answer])[] = [
  ["as described", ok],
  ["an unknown property", json({ ...dismissed, extra: { any: [1] } })],
  ["an object for an object or null", json({ ...dismissed, event: { type: "anything" } })],
  ["a byte order mark", sends(200, `\ufeff${text}`)],
  ["no media type", { applies: true, write: [`HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`] }],
  ["a media type with suffix", sends(200, text, { "Content-Type": "application/vnd.watch+json; charset=utf-8" })],
  ["gzip", sends(200, gzipSync(text), { "Content-Encoding": "gzip" })],
  [
    "chunks",
    {
      applies: true,
      write: [`${head(200, { "Transfer-Encoding": "chunked" })}${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`],
    },
  ],
  [
    "drops",
    { applies: true, write: [head(200, { "Content-Length": `${text.length}` }), ...(text.match(/.{1,20}/g) ?? [])] },
  ],
  ["to the end of the connection", { applies: true, write: [head(200), text] }],
];

type Failures = readonly (readonly [name: string, failure: unknown])[];

/** An error of Node.js: its `fetch` has the reason in the cause. */
const fails = (cause: object) => Object.assign(new TypeError("fetch failed"), { cause });
const system = (code: string, syscall?: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { code, ...(syscall && { syscall }) });
/** An error of Bun: it has the code itself. */
const bun = (code: string) => Object.assign(new TypeError(`${code}: Unable to connect.`), { code });
const deno = (words: string) =>
  fails(new Error(`error sending request for url (https://api.example.com/): client error ${words}`));
/** What Node.js throws where a host has several addresses. */
const several = (...errors: Error[]) => fails(Object.assign(new AggregateError(errors), { code: "ECONNREFUSED" }));

/** As the runtimes were seen to say that no connection was made. */
const unsent: Failures = [
  ...["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "EADDRNOTAVAIL"].map(
    (code) => [`Node.js, ${code} by connect`, fails(system(code, "connect"))] as const,
  ),
  ...["ENOTFOUND", "EAI_AGAIN"].map((code) => [`Node.js, ${code}`, fails(system(code, "getaddrinfo"))] as const),
  ["Node.js, a time-out of the connection", fails(system("UND_ERR_CONNECT_TIMEOUT"))],
  ["Node.js, several addresses", several(system("ECONNREFUSED", "connect"), system("ETIMEDOUT", "connect"))],
  ["a fetch of the caller's, ECONNREFUSED", system("ECONNREFUSED")],
  ["Bun, ECONNREFUSED", bun("ECONNREFUSED")],
  ["Bun, ENOTFOUND", Object.assign(bun("ENOTFOUND"), { syscall: "getaddrinfo" })],
  ["Bun before 1.4", bun("ConnectionRefused")],
  ["Deno, refused", deno("(Connect): tcp connect error: Connection refused (os error 111)")],
  ["Deno, no such host", deno("(Connect): dns error: failed to lookup address information")],
];

/** Nothing here says when the connection broke, or it says that there was one. */
const broken: Failures = [
  ...["ECONNRESET", "EPIPE", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "ECONNREFUSED"].flatMap((code) => [
    [`Node.js, ${code} by read`, fails(system(code, "read"))] as const,
    [`Node.js, ${code} by write`, fails(system(code, "write"))] as const,
  ]),
  ...["EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"].map((code) => [`Node.js, ${code}`, fails(system(code))] as const),
  ["Node.js, headers too late", fails(system("UND_ERR_HEADERS_TIMEOUT"))],
  ["Node.js, several addresses, one by read", several(system("ECONNREFUSED", "connect"), system("ETIMEDOUT", "read"))],
  ["Bun, ECONNRESET", bun("ECONNRESET")],
  ["Bun, EHOSTUNREACH", bun("EHOSTUNREACH")],
  ["Bun, ETIMEDOUT", bun("ETIMEDOUT")],
  ["Deno, SendRequest", deno("(SendRequest): connection closed before message completed")],
  ["Deno, reset", fails(new Error("Connection reset by peer (os error 104)"))],
  ["a browser", new TypeError("Failed to fetch")],
  ["several errors that are none", fails({ errors: [null, undefined] })],
  ["several errors without any", fails({ errors: [] })],
  ["nothing", undefined],
];

export const rows: readonly Row[] = [
  ...successes.map(
    ([name, answer]): Row => ({
      name: `200: ${name}`,
      why: "a success is a success",
      answers: [answer],
      want: { ok: true, requests: 1 },
    }),
  ),
  ...bodies.map(([name, answer]): Row => ({ name: `200: ${name}`, why: applied, answers: [answer], want: malformed })),
  ...[201, 202, 204, 206].map(
    (status): Row => ({
      name: `${status} where 200 is promised`,
      why: applied,
      answers: [status === 204 ? { applies: true, write: [head(204)] } : sends(status, text)],
      want: { ...malformed, status },
    }),
  ),

  // Bodies that end early, or never.
  {
    name: "the connection breaks in the body",
    why: applied,
    answers: [{ applies: true, write: [head(200, { "Content-Length": "900" }), "{"], ends: "reset" }],
    want: { ...lost, status: 200 },
  },
  {
    name: "the connection ends in the body",
    why: applied,
    answers: [{ applies: true, write: [head(200, { "Content-Length": "900" }), "{"] }],
    want: { ...lost, status: 200 },
  },
  {
    name: "the connection ends in a chunk",
    why: applied,
    answers: [{ applies: true, write: [head(200, { "Transfer-Encoding": "chunked" }), "ff\r\n{"] }],
    want: { ...lost, status: 200 },
  },
  {
    name: "gzip that is none",
    why: applied,
    answers: [sends(200, text, { "Content-Encoding": "gzip" })],
    want: { ...lost, status: 200 },
  },
  {
    name: "half of a gzip",
    why: applied,
    answers: [sends(200, gzipSync(text).subarray(0, 30), { "Content-Encoding": "gzip" })],
    want: malformed,
  },
  {
    name: "a body without end",
    why: "memory is bounded",
    answers: [{ applies: true, write: [head(200), " ".repeat(65_536)], ends: "flood" }],
    options: () => ({ maxResponseBytes: 300_000 }),
    want: malformed,
  },
  {
    name: "a body that stalls",
    why: "the deadline covers the body",
    answers: [{ applies: true, write: [head(200), "{"], ends: "silence" }],
    options: quick,
    want: { ...late, status: 200 },
  },
  {
    name: "a body that drips",
    why: "the deadline is for all of it, not for each piece",
    answers: [{ applies: true, write: [head(200), " "], ends: "drip" }],
    options: quick,
    want: { ...late, status: 200 },
  },

  // No answer.
  {
    name: "no headers",
    why: "the deadline covers the headers",
    answers: [{ applies: true, ends: "silence" }],
    options: quick,
    want: late,
  },
  {
    name: "headers that stall",
    why: "the deadline covers the headers",
    answers: [{ applies: true, write: ["HTTP/1.1 200 OK\r\n"], ends: "silence" }],
    options: quick,
    want: late,
  },
  {
    name: "headers that drip",
    why: "the deadline is for all of them",
    answers: [{ applies: true, write: ["HTTP/1.1 200 OK\r\n", "X: y\r\n"], ends: "drip" }],
    options: quick,
    want: late,
  },
  {
    name: "a reset before the headers",
    why: "the answer is lost after it was applied: no replay",
    answers: [{ applies: true, ends: "reset" }, sends(404, JSON.stringify(notFound))],
    want: lost,
  },
  {
    name: "an end before the headers",
    why: "the answer is lost after it was applied: no replay, no plain not-found",
    answers: [{ applies: true }, sends(404, JSON.stringify(notFound))],
    want: lost,
  },
  {
    name: "no HTTP",
    why: "something else listens there",
    answers: [{ applies: true, write: ["SSH-2.0-OpenSSH\r\n"] }],
    want: lost,
  },
  {
    name: "refused, then up",
    why: "nothing was sent: it is sent again",
    answers: [ok],
    options: (_, nobody) => ({ fetch: firstElsewhere(nobody) }),
    want: { ok: true, requests: 1 },
  },
  {
    name: "refused for ever",
    why: "nothing was sent, and the attempts are counted",
    answers: [ok],
    options: (_, nobody) => ({ baseUrl: nobody, retry: { maxDelay: 20 } }),
    want: { kind: "connection", outcome: "not-sent", requests: 0 },
  },
  {
    name: "refused, and no retries wanted",
    why: "`retry: false` is obeyed",
    answers: [ok],
    options: (_, nobody) => ({ baseUrl: nobody, retry: false }),
    want: { kind: "connection", outcome: "not-sent", requests: 0 },
  },
  {
    name: "no such host",
    why: "nothing was sent",
    answers: [ok],
    options: () => ({ baseUrl: "https://no-such-host.invalid", retry: false }),
    want: { kind: "connection", outcome: "not-sent", requests: 0 },
  },
  ...unsent.map(
    ([name, failure]): Row => ({
      name: `no connection: ${name}`,
      why: "nothing was sent: it is sent again",
      answers: [ok],
      options: () => ({ fetch: failingFirst(failure), retry: { maxDelay: 20 } }),
      want: { ok: true, requests: 1 },
    }),
  ),
  ...broken.map(
    ([name, failure]): Row => ({
      name: `a connection that breaks: ${name}`,
      why: "the request may have gone through before: no replay",
      answers: [ok],
      options: () => ({ fetch: failingFirst(failure), retry: { maxDelay: 20 } }),
      want: { kind: "connection", outcome: "unknown", requests: 0 },
    }),
  ),
  {
    name: "a fetch that ignores its signal",
    why: "nothing that hangs hangs the call",
    answers: [ok],
    options: () => ({ timeout: 100, fetch: () => new Promise(() => {}) }),
    want: { kind: "timeout", outcome: "unknown", requests: 0 },
  },
  {
    name: "a fetch that answers nothing",
    why: "whatever it does, the error is typed",
    answers: [ok],
    options: () => ({ fetch: async () => undefined as unknown as Response }),
    want: { kind: "connection", outcome: "unknown", requests: 0 },
  },
  {
    name: "a fetch that throws what it was given",
    why: "the platform's messages quote what they like",
    answers: [ok],
    options: () => ({
      fetch: async (url, init) => {
        throw new TypeError(`${url} ${new Headers(init.headers).get("Authorization")} ${init.body}`);
      },
    }),
    want: { kind: "connection", outcome: "unknown", requests: 0 },
  },

  // Statuses.
  {
    name: "404 as documented",
    why: "the API's own answer",
    answers: [sends(404, JSON.stringify(notFound))],
    want: { kind: "documented-status", outcome: "rejected", status: 404, requests: 1 },
  },
  {
    name: "400 as documented",
    why: "the API's own answer",
    answers: [sends(400, JSON.stringify({ ...notFound, details: [{ field: "postId", message: "?" }] }))],
    want: { kind: "documented-status", outcome: "rejected", status: 400, requests: 1 },
  },
  {
    name: "404 that echoes the credentials",
    why: "a body is in no message",
    answers: [sends(404, JSON.stringify({ error: secrets.key, message: secrets.token }))],
    want: { kind: "documented-status", outcome: "rejected", status: 404 },
  },
  {
    name: "404 in HTML",
    why: "a proxy's, and not the API's",
    answers: [sends(404, "<html>nginx</html>", html)],
    want: proxy(404),
  },
  {
    name: "404 with another shape",
    why: "another server's, and not the API's",
    answers: [sends(404, '{"detail":"nope"}')],
    want: proxy(404),
  },
  { name: "404 without body", why: "not the API's", answers: [sends(404)], want: proxy(404) },
  {
    name: "400 with a wrong type in its details",
    why: "`details` would be typed wrong",
    answers: [sends(400, JSON.stringify({ ...notFound, details: "postId" }))],
    want: proxy(400),
  },
  ...[401, 403, 409, 410, 418, 422, 451].map(
    (status): Row => ({
      name: `${status}, undocumented`,
      why: "its body is unknown",
      answers: [sends(status, JSON.stringify(notFound))],
      want: proxy(status),
    }),
  ),
  {
    name: "502 in HTML",
    why: "the server behind may have applied it",
    answers: [{ applies: true, write: [http(502, "<h1>Bad Gateway</h1>", html)] }, ok],
    want: proxy(502),
  },
  {
    name: "500 without body",
    why: "it may have been applied before it failed",
    answers: [{ applies: true, write: [http(500)] }, ok],
    want: proxy(500),
  },
  {
    name: "504 after it was applied",
    why: "no replay",
    answers: [{ applies: true, write: [http(504)] }, ok],
    want: proxy(504),
  },
  {
    name: "an error body that stalls",
    why: "the deadline covers errors as well",
    answers: [{ write: [head(404), "{"], ends: "silence" }],
    options: quick,
    want: { kind: "timeout", outcome: "rejected", status: 404, requests: 1 },
  },
  {
    name: "an error body without end",
    why: "memory is bounded",
    answers: [{ write: [head(404), " ".repeat(262_144)], ends: "flood" }],
    want: proxy(404),
  },
  {
    name: "an error body without end, where a success may have any length",
    why: "of an error, nobody needs more than 1 MiB",
    answers: [{ write: [head(404), " ".repeat(262_144)], ends: "flood" }],
    options: () => ({ maxResponseBytes: Number.POSITIVE_INFINITY }),
    want: proxy(404),
  },
  {
    name: "an error body that breaks off",
    why: "the status is known, and the rest is not the API's",
    answers: [{ write: [head(404, { "Content-Length": "900" }), "{"], ends: "reset" }],
    want: { kind: "connection", outcome: "rejected", status: 404, requests: 1 },
  },

  // 429 and 503.
  {
    name: "429, then a success",
    why: "the server says that it did nothing",
    answers: [sends(429, "", { "Retry-After": "0" }), ok],
    want: { ok: true, requests: 2 },
  },
  {
    name: "429 with seconds",
    why: "the wait is the server's",
    answers: [sends(429, "", { "Retry-After": "1" }), ok],
    want: { ok: true, requests: 2 },
  },
  {
    name: "429 with a date that has passed",
    why: "RFC 9110, section 10.2.3",
    answers: [sends(429, "", { "Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT" }), ok],
    want: { ok: true, requests: 2 },
  },
  {
    name: "429 with nonsense",
    why: "as without",
    answers: [sends(429, "", { "Retry-After": "in 1 day" }), ok],
    options: () => ({ retry: { maxDelay: 20 } }),
    want: { ok: true, requests: 2 },
  },
  {
    name: "429 with a negative number",
    why: "as without",
    answers: [sends(429, "", { "Retry-After": "-5" }), ok],
    options: () => ({ retry: { maxDelay: 20 } }),
    want: { ok: true, requests: 2 },
  },
  {
    name: "429 without Retry-After",
    why: "exponential back-off",
    answers: [sends(429), ok],
    options: () => ({ retry: { maxDelay: 20 } }),
    want: { ok: true, requests: 2 },
  },
  {
    name: "429 with a day",
    why: "nobody waits for a day: the status at once",
    answers: [sends(429, "", { "Retry-After": "86400" }), ok],
    want: { kind: "undocumented-status", outcome: "rejected", status: 429, requests: 1 },
  },
  {
    name: "429 with a date in a year",
    why: "nobody waits for a year",
    answers: [sends(429, "", { "Retry-After": new Date(Date.now() + 3e10).toUTCString() }), ok],
    want: { kind: "undocumented-status", outcome: "rejected", status: 429, requests: 1 },
  },
  {
    name: "429 with more than the deadline leaves",
    why: "no wait that can't end well",
    answers: [sends(429, "", { "Retry-After": "5" }), ok],
    options: () => ({ timeout: 2000 }),
    want: { kind: "undocumented-status", outcome: "rejected", status: 429, requests: 1 },
  },
  {
    name: "429 with more than the longest wait",
    why: "the longest wait is the caller's to say, whatever the deadline leaves",
    answers: [sends(429, "", { "Retry-After": "15" }), ok],
    options: () => ({ timeout: 60_000 }),
    want: { kind: "undocumented-status", outcome: "rejected", status: 429, requests: 1 },
  },
  {
    name: "429 for ever",
    why: "attempts are counted",
    answers: [sends(429, "", { "Retry-After": "0" })],
    want: { kind: "undocumented-status", outcome: "rejected", status: 429, requests: 3 },
  },
  {
    name: "429, and no retries wanted",
    why: "`retry: false` is obeyed",
    answers: [sends(429, "", { "Retry-After": "0" }), ok],
    options: () => ({ retry: false }),
    want: { kind: "undocumented-status", outcome: "rejected", status: 429, requests: 1 },
  },
  {
    name: "429, then the answer is lost",
    why: "the second attempt may have been applied",
    answers: [sends(429, "", { "Retry-After": "0" }), { applies: true, ends: "reset" }, ok],
    want: { kind: "connection", outcome: "unknown", requests: 2 },
  },
  {
    name: "503 with Retry-After",
    why: "a gateway's 503 may come after it was applied",
    answers: [{ applies: true, write: [http(503, "", { "Retry-After": "0" })] }, ok],
    want: proxy(503),
  },
  {
    name: "503 with Retry-After, trusted",
    why: "the caller knows that server",
    answers: [{ write: [http(503, "", { "Retry-After": "0" })] }, ok],
    options: () => ({ retry: { on503: true } }),
    want: { ok: true, requests: 2 },
  },
  {
    name: "503 without Retry-After, trusted",
    why: "no promise without the header",
    answers: [{ applies: true, write: [http(503)] }, ok],
    options: () => ({ retry: { on503: true } }),
    want: proxy(503),
  },

  // Redirects.
  ...[301, 302, 303, 307, 308].flatMap((status): Row[] =>
    ["/elsewhere", "ELSEWHERE"].map((location) => ({
      name: `${status} to ${location === "ELSEWHERE" ? "another origin" : "the same origin"}`,
      why: "credentials, and a body, go to one address only",
      answers: [sends(status, "", { Location: location }), ok],
      want: { kind: "undocumented-status", outcome: "unknown", status, requests: 1 },
    })),
  ),
  {
    name: "a redirect to itself",
    why: "no loop",
    answers: [sends(308, "", { Location: "/v1/guards/guard-1/dismiss" })],
    want: { kind: "undocumented-status", outcome: "unknown", status: 308, requests: 1 },
  },
  {
    name: "304",
    why: "no answer to a command",
    answers: [{ applies: true, write: [head(304)] }],
    want: { kind: "undocumented-status", outcome: "unknown", status: 304, requests: 1 },
  },

  // What the caller gives.
  ...["a/b", "a?b", "a#b", "%2e%2e", "%2F", "ä😀", " ", "...", "a%", "a\\b", "a;b"].map(
    (id): Row => ({
      name: `the path value ${JSON.stringify(id)}`,
      why: "it is encoded, and arrives as it is",
      answers: [ok],
      request: { guardId: id },
      want: { ok: true, requests: 1 },
    }),
  ),
  ...["", ".", "..", undefined, null, "\ud800", "a\udc00b"].map(
    (id): Row => ({
      name: `the path value ${JSON.stringify(id) ?? "undefined"}`,
      why: "the request would be another one",
      answers: [ok],
      request: { guardId: id },
      want: refused,
    }),
  ),
  { name: "a body that is no JSON", why: "it can't be sent", answers: [ok], request: { cause: 1n }, want: refused },
  {
    name: "a header with a new line",
    why: "the platform would quote it",
    answers: [ok],
    call: { headers: { "X-Note": `${secrets.key}\nX-Admin: 1` } },
    want: refused,
  },
  {
    name: "a header name with a space",
    why: "it can't be sent",
    answers: [ok],
    call: { headers: { "X Note": "x" } },
    want: refused,
  },
  {
    name: "a credential with a new line",
    why: "the platform would quote it",
    answers: [ok],
    options: () => ({ key: `${secrets.key}\nX-Admin: 1` }),
    want: refused,
  },
  {
    name: "an empty credential",
    why: "it is none",
    answers: [ok],
    options: () => ({ token: "" }),
    want: refused,
  },
  {
    name: "no credential",
    why: "the API needs it",
    answers: [ok],
    options: () => ({ token: undefined }),
    want: refused,
  },
  {
    name: "a token function that throws",
    why: "nothing was sent",
    answers: [ok],
    options: () => ({
      token: () => {
        throw new Error(secrets.token);
      },
    }),
    want: refused,
  },
  {
    name: "a token function that rejects",
    why: "nothing was sent",
    answers: [ok],
    options: () => ({ token: () => Promise.reject(new Error(secrets.token)) }),
    want: refused,
  },
  {
    name: "a token function that answers nothing",
    why: "no request without credential",
    answers: [ok],
    options: () => ({ token: (async () => undefined) as unknown as () => string }),
    want: refused,
  },
  {
    name: "a token function that hangs",
    why: "the deadline covers credentials",
    answers: [ok],
    options: () => ({ timeout: 100, token: () => new Promise<string>(() => {}) }),
    want: { kind: "timeout", outcome: "not-sent", requests: 0 },
  },
  {
    name: "a token that changes between attempts",
    why: "it is asked for anew",
    answers: [sends(429, "", { "Retry-After": "0" }), ok],
    options: () => ({ token: counted() }),
    want: { ok: true, requests: 2 },
  },

  // Aborts.
  {
    name: "aborted before",
    why: "nothing is sent",
    answers: [ok],
    call: { aborted: "before" },
    want: { kind: "abort", outcome: "not-sent", requests: 0 },
  },
  {
    name: "aborted while a token is asked for",
    why: "nothing is sent, then or later",
    answers: [ok],
    options: (abort) => ({
      token: async () => {
        abort.abort();
        return secrets.token;
      },
    }),
    want: { kind: "abort", outcome: "not-sent", requests: 0 },
  },
  {
    name: "aborted in flight",
    why: "it may have been applied",
    answers: [{ applies: true, ends: "silence" }],
    call: { aborted: "in silence" },
    want: { kind: "abort", outcome: "unknown", requests: 1 },
  },
  {
    name: "aborted in the body",
    why: "it may have been applied",
    answers: [{ applies: true, write: [head(200), "{"], ends: "silence" }],
    call: { aborted: "in silence" },
    want: { kind: "abort", outcome: "unknown", requests: 1 },
  },
  {
    name: "aborted in back-off",
    why: "the server had refused it, and it is not sent again",
    answers: [sends(429, "", { "Retry-After": "5" }), ok],
    options: (abort) => ({ hooks: { onRetry: () => abort.abort() } }),
    want: { kind: "abort", outcome: "rejected", status: 429, requests: 1 },
  },

  // Hooks.
  {
    name: "`onRequest` throws",
    why: "nothing was sent",
    answers: [ok],
    options: () => ({
      hooks: {
        onRequest: () => {
          throw new Error("no");
        },
      },
    }),
    want: refused,
  },
  {
    name: "`onRequest` hangs",
    why: "the deadline covers it",
    answers: [ok],
    options: () => ({ timeout: 100, hooks: { onRequest: () => new Promise<void>(() => {}) } }),
    want: { kind: "timeout", outcome: "not-sent", requests: 0 },
  },
  {
    name: "`onResponse` and `onLog` throw",
    why: "a success stays one",
    answers: [ok],
    options: () => ({ hooks: { onResponse: thrower, onLog: thrower } }),
    want: { ok: true, requests: 1 },
  },
  {
    name: "`onLog` rejects",
    why: "no unhandled rejection",
    answers: [ok],
    options: () => ({ hooks: { onLog: (async () => thrower()) as () => void } }),
    want: { ok: true, requests: 1 },
  },
  {
    name: "`onRetry` throws",
    why: "the attempts go on",
    answers: [sends(429, "", { "Retry-After": "0" }), ok],
    options: () => ({ hooks: { onRetry: thrower } }),
    want: { ok: true, requests: 2 },
  },
  {
    name: "`onInvalidResponse` is told instead",
    why: "the caller has asked for the data as it is",
    answers: [json({ ...dismissed, event: "null" })],
    options: () => ({ hooks: { onInvalidResponse: () => {} } }),
    want: { ok: true, requests: 1 },
  },
  {
    name: "`onInvalidResponse`, and HTML",
    why: "there is no data to return",
    answers: [sends(200, "<html>", html)],
    options: () => ({ hooks: { onInvalidResponse: () => {} } }),
    want: malformed,
  },

  // client.POST: HTTP errors are values, all else is thrown.
  { name: "POST: 200", why: "a success is a success", way: "POST", answers: [ok], want: { ok: true, requests: 1 } },
  {
    name: "POST: 404",
    why: "openapi-fetch's own result",
    way: "POST",
    answers: [sends(404, JSON.stringify(notFound))],
    want: { error: 404, requests: 1 },
  },
  {
    name: "POST: 502 in HTML",
    why: "openapi-fetch's own result",
    way: "POST",
    answers: [sends(502, "<h1>", html), ok],
    want: { error: 502, requests: 1 },
  },
  {
    name: "POST: 500 without body",
    why: "`error` is never falsy",
    way: "POST",
    answers: [sends(500), ok],
    want: { error: 500, requests: 1 },
  },
  {
    name: "POST: 404 without end",
    why: "memory is bounded",
    way: "POST",
    answers: [{ write: [head(404), " ".repeat(262_144)], ends: "flood" }],
    want: { error: 404, requests: 1 },
  },
  ...bodies.map(
    ([name, answer]): Row => ({
      name: `POST: 200: ${name}`,
      why: applied,
      way: "POST",
      answers: [answer],
      want: malformed,
    }),
  ),
  {
    name: "POST: 204",
    why: applied,
    way: "POST",
    answers: [{ applies: true, write: [head(204)] }],
    want: { ...malformed, status: 204 },
  },
  {
    name: "POST: a redirect to another origin",
    why: "credentials go to one address only",
    way: "POST",
    answers: [sends(307, "", { Location: "ELSEWHERE" }), ok],
    want: { kind: "undocumented-status", outcome: "unknown", status: 307, requests: 1 },
  },
  {
    name: "POST: the answer is lost",
    why: "no replay",
    way: "POST",
    answers: [{ applies: true, ends: "reset" }, sends(404, JSON.stringify(notFound))],
    want: lost,
  },
  {
    name: "POST: no headers",
    why: "the deadline covers the headers",
    way: "POST",
    answers: [{ applies: true, ends: "silence" }],
    options: quick,
    want: late,
  },
  {
    name: "POST: 429, then a success",
    why: "the server says that it did nothing",
    way: "POST",
    answers: [sends(429, "", { "Retry-After": "0" }), ok],
    want: { ok: true, requests: 2 },
  },
  ...["", "..", undefined, "\ud800"].map(
    (id): Row => ({
      name: `POST: the path value ${JSON.stringify(id) ?? "undefined"}`,
      why: "the request would be another one",
      way: "POST",
      answers: [ok],
      request: { guardId: id },
      want: refused,
    }),
  ),
];

/** The first attempt fails like this; the others go through. */
function failingFirst(failure: unknown): NonNullable<CommandOptions["fetch"]> {
  let count = 0;
  return (url, init) => (count++ === 0 ? Promise.reject(failure) : fetch(url, init));
}

/** The first attempt finds nobody listening; the others go where they should. */
function firstElsewhere(nobody: string): NonNullable<CommandOptions["fetch"]> {
  let count = 0;
  return (url, init) => fetch(count++ === 0 ? nobody : url, init);
}

function counted(): () => string {
  let count = 0;
  return () => `${secrets.token}.${++count}`;
}

function thrower(): never {
  throw new Error("a hook's own mistake");
}
