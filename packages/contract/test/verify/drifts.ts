import type { FindingKind } from "../../src/index.ts";
import type { Answer, Exchange, Fault } from "../../tools/mutate/faulty-server.ts";

/** One way in which a server of `command` comes to differ from its description, and what has to be found of it. */
export interface Drift {
  readonly name: string;
  readonly fault: Fault;
  readonly kind: FindingKind;
  /** Where in the exchange. */
  readonly at: string;
}

type Body = Record<string, unknown>;

const html = Buffer.from("<!doctype html><h1>Sorry</h1>");

function json(answer: Answer, value: unknown): Answer {
  return { ...answer, body: Buffer.from(JSON.stringify(value)) };
}

function bodyOf({ body }: Answer): Body {
  return JSON.parse(body.toString()) as Body; // The mock answers with an object.
}

/** What a server does to the answers of one status. */
function on(status: number, change: (answer: Answer) => Answer): Fault {
  return async (request, conforming) => {
    const answer = await conforming(request);
    // To HEAD and to other methods nothing is described.
    return answer.status === status && request.method === "POST" ? change(answer) : answer;
  };
}

function field(name: string, value: unknown): Fault {
  return on(200, (answer) => json(answer, { ...bodyOf(answer), [name]: value }));
}

function without(name: string, status = 200): Fault {
  return on(status, (answer) => {
    const { [name]: _, ...others } = bodyOf(answer);
    return json(answer, others);
  });
}

function typed(contentType: string, body?: Buffer): Fault {
  return on(200, (answer) => ({
    ...answer,
    headers: { ...answer.headers, "content-type": contentType },
    ...(body && { body }),
  }));
}

function written(change: (text: string) => string | Buffer): Fault {
  return on(200, (answer) => ({ ...answer, body: Buffer.from(change(answer.body.toString())) }));
}

function answering(status: number, contentType?: string, body = Buffer.alloc(0)): (answer: Answer) => Answer {
  return () => ({ status, headers: contentType === undefined ? {} : { "content-type": contentType }, body });
}

/** Refused requests that fit are answered as if they were in order. */
function overlooking(applies: (request: Exchange) => boolean, right: Partial<Exchange>): Fault {
  return async (request, conforming) => {
    const answer = await conforming(request);
    if (answer.status < 400 || !applies(request)) return answer;
    return conforming({ ...request, ...right, headers: { ...request.headers, ...valid.headers, ...right.headers } });
  };
}

const valid = {
  headers: {
    authorization: "Bearer token-for-tests",
    "x-watch-key": "key-for-tests",
    "content-type": "application/json",
  },
  body: Buffer.from('{"postId":"post-north-gate","dismissedBy":"captain-7","cause":"The watch is over."}'),
};
const right = { headers: {}, body: valid.body };

export const drifts: readonly Drift[] = [
  { name: "a number is a text", fault: field("version", "42"), kind: "invalid-body", at: "body/version" },
  { name: "a boolean is a text", fault: field("done", "true"), kind: "invalid-body", at: "body/done" },
  { name: "a boolean is a number", fault: field("done", 1), kind: "invalid-body", at: "body/done" },
  { name: "a text is null", fault: field("dismissedAt", null), kind: "invalid-body", at: "body/dismissedAt" },
  {
    name: "a date is a number",
    fault: field("dismissedAt", 1_772_000_000),
    kind: "invalid-body",
    at: "body/dismissedAt",
  },
  { name: "null is a text", fault: field("event", "null"), kind: "invalid-body", at: "body/event" },
  { name: "an object is a list", fault: field("event", []), kind: "invalid-body", at: "body/event" },
  { name: "a field is missing", fault: without("aggregateId"), kind: "invalid-body", at: "body" },
  { name: "a nullable field is left out", fault: without("event"), kind: "invalid-body", at: "body" },
  {
    name: "a field has another case",
    fault: on(200, (answer) => {
      const { postId, ...others } = bodyOf(answer);
      return json(answer, { ...others, post_id: postId });
    }),
    kind: "invalid-body",
    at: "body",
  },
  { name: "the body is a list", fault: on(200, (a) => json(a, [bodyOf(a)])), kind: "invalid-body", at: "body" },
  { name: "the body is null", fault: on(200, (a) => json(a, null)), kind: "invalid-body", at: "body" },
  { name: "an error is sent as a success", fault: on(200, (a) => json(a, "failed")), kind: "invalid-body", at: "body" },
  {
    name: "201 instead of 200",
    fault: on(200, (a) => ({ ...a, status: 201 })),
    kind: "undocumented-status",
    at: "status",
  },
  {
    name: "202 instead of 200",
    fault: on(200, (a) => ({ ...a, status: 202 })),
    kind: "undocumented-status",
    at: "status",
  },
  { name: "204 instead of 200", fault: on(200, answering(204)), kind: "undocumented-status", at: "status" },
  {
    name: "a redirection",
    fault: on(200, () => ({ status: 302, headers: { location: "https://elsewhere.test/" }, body: html })),
    kind: "undocumented-status",
    at: "status",
  },
  {
    name: "a page of HTML",
    fault: typed("text/html", html),
    kind: "undocumented-media-type",
    at: "header Content-Type",
  },
  { name: "JSON as a text", fault: typed("text/plain"), kind: "undocumented-media-type", at: "header Content-Type" },
  {
    name: "JSON of a kind of its own",
    fault: typed("application/vnd.watch+json"),
    kind: "undocumented-media-type",
    at: "header Content-Type",
  },
  {
    name: "no media type",
    fault: on(200, ({ headers: { "content-type": _, ...headers }, ...rest }) => ({ ...rest, headers })),
    kind: "missing-media-type",
    at: "header Content-Type",
  },
  { name: "no body", fault: on(200, (a) => ({ ...a, body: Buffer.alloc(0) })), kind: "missing-body", at: "body" },
  { name: "JSON that is cut off", fault: written((text) => text.slice(0, -5)), kind: "not-json", at: "body" },
  { name: "JSON with something behind it", fault: written((text) => `${text}{}`), kind: "not-json", at: "body" },
  { name: "a mark in front of JSON", fault: written((text) => `\uFEFF${text}`), kind: "not-json", at: "body" },
  {
    name: "a name twice",
    fault: written((text) => text.replace("{", '{"done":false,')),
    kind: "duplicate-key",
    at: "body/done",
  },
  {
    name: "no UTF-8",
    fault: written((text) => Buffer.from(text.replace("guard", "gu\u00e4rd"), "latin1")),
    kind: "not-utf8",
    at: "body",
  },
  {
    name: "500 instead of 200",
    fault: on(200, answering(500, "application/json", Buffer.from("{}"))),
    kind: "server-error",
    at: "status",
  },
  { name: "500 instead of 400", fault: on(400, answering(500, "text/html", html)), kind: "server-error", at: "status" },
  {
    name: "418 instead of 400",
    fault: on(400, (a) => ({ ...a, status: 418 })),
    kind: "unexpected-status",
    at: "status",
  },
  {
    name: "an error as HTML",
    fault: on(400, (a) => ({ ...a, headers: { "content-type": "text/html" }, body: html })),
    kind: "undocumented-media-type",
    at: "header Content-Type",
  },
  { name: "an error without its message", fault: without("message", 400), kind: "invalid-body", at: "body" },
  {
    name: "an error's details are an object",
    fault: on(400, (a) => json(a, { ...bodyOf(a), details: {} })),
    kind: "invalid-body",
    at: "body/details",
  },
  {
    name: "no token is needed",
    fault: overlooking(({ headers }) => headers.authorization === undefined, right),
    kind: "credential-ignored",
    at: "status",
  },
  {
    name: "no key is needed",
    fault: overlooking(({ headers }) => headers["x-watch-key"] === undefined, right),
    kind: "credential-ignored",
    at: "status",
  },
  {
    name: "another scheme's credential is taken",
    fault: overlooking(({ headers }) => /^Basic /.test(headers.authorization ?? ""), right),
    kind: "credential-ignored",
    at: "status",
  },
  {
    name: "without credentials, a redirection",
    fault: on(401, () => ({ status: 302, headers: { location: "/login" }, body: html })),
    kind: "unexpected-status",
    at: "status",
  },
  {
    name: "a field need not be there",
    fault: overlooking(({ body }) => body.includes("dismissedBy") && !body.includes("postId"), right),
    kind: "invalid-request-accepted",
    at: "status",
  },
  {
    name: "any media type is taken",
    fault: overlooking(
      ({ headers, method }) =>
        method === "POST" && headers["content-type"] !== "application/json" && headers["content-type"] !== undefined,
      right,
    ),
    kind: "invalid-request-accepted",
    at: "status",
  },
  {
    name: "another method does the same",
    fault: overlooking(({ method }) => method === "PUT", { ...right, method: "POST" }),
    kind: "invalid-request-accepted",
    at: "status",
  },
  {
    name: "an unknown id has another error",
    fault: async (request, conforming) =>
      request.target.includes("nobody-")
        ? { status: 404, headers: { "content-type": "application/json" }, body: Buffer.from('{"detail":"none"}') }
        : conforming(request),
    kind: "invalid-body",
    at: "body",
  },
];

/** What a server may do: nothing is to be found. */
export const harmless: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: "a header more", fault: on(200, (a) => ({ ...a, headers: { ...a.headers, "x-request-id": "r-1" } })) },
  {
    name: "fields in another order",
    fault: on(200, (a) => json(a, Object.fromEntries(Object.entries(bodyOf(a)).toReversed()))),
  },
  { name: "spaces in JSON", fault: written((text) => `\n${JSON.stringify(JSON.parse(text), null, 4)}\n`) },
  { name: "a parameter of the media type, in other letters", fault: typed('Application/JSON; charset="UTF-8"') },
];
