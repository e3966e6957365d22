import createFetchClient, { createQuerySerializer } from "openapi-fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandClient } from "./support/command.ts";

/**
 * The same calls by openapi-fetch's own client and by ours: the same is sent, and the same comes of it. The differences are
 * ours to want: each has its reason.
 */
interface Row {
  readonly name: string;
  readonly method?: "GET" | "POST" | "HEAD" | "DELETE";
  readonly path?: string;
  readonly init?: object | undefined;
  readonly answer?: () => Response;
}

interface Difference extends Row {
  readonly why: string;
  /** A part of what came of each. */
  readonly theirs: object;
  readonly ours: object;
}

type Methods = Record<NonNullable<Row["method"]>, (path: string, init?: object) => Promise<Result>>;

interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response?: Response;
}

let built: Awaited<ReturnType<typeof commandClient>>;
beforeAll(async () => {
  built = await commandClient();
});
afterAll(() => built?.remove());

const baseUrl = "https://api.example.com/v1";
/** What only our client adds. */
const own = /^(authorization|x-watch-key|user-agent)$/;

/** Makes a call by a client whose `fetch` records it. @returns all that can be seen of it */
async function seen(
  { method = "GET", path = "/things", init, answer = () => Response.json({}) }: Row,
  who: "theirs" | "ours",
) {
  const sent: object[] = [];
  let answered: Response | undefined;
  const fetch = async (url: string | Request, request?: RequestInit) => {
    sent.push(await whatIsSent(new Request(url, request)));
    answered = answer();
    return answered;
  };
  const client = (who === "ours"
    ? built.createPathClient({ token: "jwt", key: "key", baseUrl, fetch })
    : createFetchClient({ baseUrl, fetch })) as unknown as Methods; // It calls what the description has not.
  try {
    const { data, error, response } = await client[method](path, init);
    const result = { data: await plain(data), error: error instanceof Error ? { ...error } : error };
    return { sent, ...result, response: response === answered ? response?.status : "another" };
  } catch (error) {
    const { name, kind } = Object(error);
    return { sent, thrown: kind ?? name };
  }
}

async function whatIsSent(request: Request): Promise<object> {
  const { method, url, headers, cache, integrity } = request;
  const isForm = headers.get("Content-Type")?.startsWith("multipart/");
  const body = isForm ? await Promise.all([...(await request.formData())].map(plain)) : await request.text();
  return {
    ...{ method, url, body, cache, integrity },
    // Each has a boundary of its own.
    headers: [...headers].filter(([name]) => !own.test(name)).map(([name, value]) => [name, isForm ? "" : value]),
  };
}

async function plain(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (value instanceof Blob) return [value.type, await value.text()];
  if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
  if (value instanceof ReadableStream) return ["stream", await new Response(value).text()];
  return value;
}

const text =
  (body: string | null, type: string, status = 200) =>
  () =>
    new Response(body, { status, headers: { "Content-Type": type } });
const json =
  (value: unknown, status = 200) =>
  () =>
    Response.json(value, { status });
const query = (value: object, options?: Parameters<typeof createQuerySerializer>[0]) => ({
  params: { query: value },
  ...(options && { querySerializer: createQuerySerializer(options) }),
});
const sends = (init: object): Partial<Row> => ({ method: "POST", init });
const fields = () => {
  const form = new FormData();
  form.append("name", "ada");
  form.append("file", new Blob(["bytes"], { type: "text/plain" }), "a.txt");
  return form;
};

const same: readonly Row[] = [
  // Where a call goes.
  { name: "nothing but a path" },
  { name: "a path parameter", path: "/things/{id}", init: { params: { path: { id: "a/b ?#%ä😀!'()*" } } } },
  { name: "several path parameters", path: "/{a}/{b}", init: { params: { path: { a: 1, b: true } } } },
  { name: "a path parameter of several values", path: "/things/{id}", init: { params: { path: { id: ["a,", 2] } } } },
  { name: "a plain query", init: query({ a: "b c&d=ä", n: 0, f: false, empty: "", none: undefined, null: null }) },
  { name: "a query of several values", init: query({ id: ["a&", 2, true], none: [] }) },
  ...(["form", "spaceDelimited", "pipeDelimited"] as const).flatMap((style) =>
    [true, false].map((explode) => ({
      name: `a query of several values, ${style}, ${explode ? "" : "not "}exploded`,
      init: query({ id: ["a&", 2] }, { array: { style, explode } }),
    })),
  ),
  ...(["form", "deepObject"] as const).map((style) => ({
    name: `a query of an object, ${style}, by openapi-fetch's serializer`,
    init: query({ at: { x: 1, y: "a&b" } }, { object: { style, explode: true } }),
  })),
  { name: "a query as it is", init: query({ url: "https://a.test/?b" }, { allowReserved: true }) },
  {
    name: "a query by a function",
    init: { params: { query: { a: 1 } }, querySerializer: (q: object) => JSON.stringify(q) },
  },
  { name: "a query with its own mark", init: { querySerializer: () => "?a=1" } },
  { name: "an empty query", init: { querySerializer: () => "?" } },

  // Headers.
  { name: "headers", init: { headers: { "X-One": "1", "X-Number": 2, "X-True": true, "X-None": undefined } } },
  { name: "a header of several values", init: { headers: { "X-Many": ["a", "b"] } } },
  { name: "headers as Headers", init: { headers: new Headers({ "X-One": "1" }) } },
  { name: "header parameters", init: { headers: { "X-One": "1" }, params: { header: { "X-One": "2", "X-Two": 3 } } } },
  { name: "a header that is taken back", init: { headers: { "X-One": "1" }, params: { header: { "X-One": null } } } },
  { name: "a body whose media type is taken back", ...sends({ body: { a: 1 }, headers: { "Content-Type": null } }) },
  { name: "cookies that nobody has described", init: { params: { cookie: { a: 1 } } } },

  // Bodies.
  { name: "JSON", ...sends({ body: { a: [1, null, "ä"], none: undefined } }) },
  ...[null, "text", 0, false, []].map((body) => ({ name: `the JSON ${JSON.stringify(body)}`, ...sends({ body }) })),
  {
    name: "JSON of another media type",
    ...sends({ body: {}, headers: { "content-type": "application/problem+json" } }),
  },
  { name: "no body", ...sends({}) },
  { name: "no body, but a media type", ...sends({ headers: { "Content-Type": "text/plain" } }) },
  { name: "FormData", ...sends({ body: fields() }) },
  {
    name: "a form",
    ...sends({ body: { a: "b c", d: "&" }, headers: { "Content-Type": "application/x-www-form-urlencoded" } }),
  },
  {
    name: "URLSearchParams",
    ...sends({
      body: new URLSearchParams({ a: "b c" }),
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    }),
  },
  {
    name: "a serializer that makes a text",
    ...sends({ body: { a: 1 }, bodySerializer: () => "<a>1</a>", headers: { "Content-Type": "text/xml" } }),
  },
  { name: "a serializer that makes FormData", ...sends({ body: { a: 1 }, bodySerializer: fields }) },
  { name: "a serializer that makes nothing", ...sends({ body: { a: 1 }, bodySerializer: () => undefined }) },
  {
    name: "a serializer that is given the headers",
    ...sends({
      body: 1,
      headers: { "X-One": "1" },
      bodySerializer: (_: unknown, headers: Headers) => headers.get("X-One"),
    }),
  },
  {
    name: "what fetch takes besides",
    ...sends({ body: {}, cache: "no-store", integrity: "sha256-x", keepalive: true }),
  },

  // Answers.
  { name: "a JSON object", answer: json({ a: 1 }) },
  { name: "a JSON array", answer: json([1]) },
  { name: "a JSON object of another media type", answer: text('{"a":1}', "application/hal+json") },
  { name: "201", method: "POST", answer: json({ a: 1 }, 201) },
  ...(["text", "blob", "arrayBuffer", "stream"] as const).flatMap((parseAs) => [
    { name: `JSON as ${parseAs}`, init: { parseAs }, answer: json({ a: "ä" }) },
    { name: `a text as ${parseAs}`, init: { parseAs }, answer: text("ä", "text/plain") },
    { name: `an error as ${parseAs}`, init: { parseAs }, answer: json({ message: "no" }, 400) },
  ]),
  { name: "HEAD", method: "HEAD", answer: text(null, "application/json") },
  { name: "an error of JSON", answer: json({ message: "no" }, 404) },
  { name: "an error of JSON that says it is a text", answer: text('{"message":"no"}', "text/plain", 422) },
  { name: "an error of text", answer: text("no", "text/plain", 400) },
  { name: "an error of HTML", method: "POST", answer: text("<h1>Bad Gateway</h1>", "text/html", 502) },
];

test.for(same)("the same as openapi-fetch: $name", async (row) => {
  const [ours, theirs] = [await seen(row, "ours"), await seen(row, "theirs")];
  expect(ours).toEqual(theirs);
  expect(theirs.sent).toHaveLength(1); // Both would do nothing otherwise.
});

const refused = { sent: [], thrown: "invalid-request" };
const malformed = { thrown: "malformed-response" };
const at = (url: string) => ({ sent: [{ url: `${baseUrl}/${url}` }] });
const typed = (type: string | undefined) => ({ sent: [{ headers: type ? [["content-type", type]] : [] }] });

const differences: readonly Difference[] = [
  ...[
    { baseUrl: "https://elsewhere.test" },
    { fetch: async () => Response.json({}) },
    { Request: class extends Request {} },
    { middleware: [{ onRequest: () => {} }] },
    { pathSerializer: () => `${baseUrl}/other` },
    { redirect: "follow" },
  ].map((init) => ({
    name: `${Object.keys(init)} of a call`,
    why: "credentials go to one place, by one `fetch`; hooks take the place of middleware",
    init,
    theirs: { data: {} },
    ours: refused,
  })),
  {
    name: "options for a query",
    why: "they weigh 480 bytes in every bundle; who wants them imports `createQuerySerializer`",
    init: { params: { query: { id: [1, 2] } }, querySerializer: { array: { style: "form", explode: false } } },
    theirs: at("things?id=1,2"),
    ours: refused,
  },
  {
    name: "a query of an object",
    why: "brackets must be encoded (RFC 3986, section 3.4)",
    init: query({ at: { x: 1, y: "a b", z: undefined } }),
    theirs: at("things?at[x]=1&at[y]=a%20b&"),
    ours: at("things?at%5Bx%5D=1&at%5By%5D=a%20b"),
  },
  {
    name: "a name in a query",
    why: "it would be another name",
    init: query({ "a&b": 1 }),
    theirs: at("things?a&b=1"),
    ours: at("things?a%26b=1"),
  },
  {
    name: "nothing among several values of a query",
    why: "it would be an empty parameter without name",
    init: query({ id: [1, null, 2] }),
    theirs: at("things?id=1&&id=2"),
    ours: at("things?id=1&id=2"),
  },
  {
    name: "a date in a query",
    why: "the filter would be missing",
    init: query({ since: new Date(0) }),
    theirs: at("things"),
    ours: refused,
  },
  {
    name: "an object in an object in a query",
    why: "every error is typed",
    init: query({ at: { x: { y: 1 } } }),
    theirs: { sent: [], thrown: "Error" },
    ours: refused,
  },
  {
    name: "an object in a path",
    why: "a description that has one says how it is written",
    path: "/things/{id}",
    init: { params: { path: { id: { a: 1 } } } },
    theirs: at("things/a,1"),
    ours: refused,
  },
  {
    name: "a path parameter that is missing",
    why: "it would be another request",
    path: "/things/{id}",
    theirs: at("things/%7Bid%7D"),
    ours: refused,
  },
  {
    name: "dots as a path parameter",
    why: "it would be another request",
    path: "/things/{id}",
    init: { params: { path: { id: ".." } } },
    theirs: { sent: [{ url: `${baseUrl}/` }] },
    ours: refused,
  },
  {
    name: "headers as pairs",
    why: "`fetch` takes them, and so does the type",
    init: { headers: [["X-One", "a"]] },
    theirs: { sent: [{ headers: [["0", "X-One, a"]] }] },
    ours: { sent: [{ headers: [["x-one", "a"]] }] },
  },
  {
    name: "a serializer that makes a Blob",
    why: "the Blob says what it is",
    ...sends({ body: 1, bodySerializer: () => new Blob(["x"], { type: "image/png" }) }),
    theirs: typed("application/json"),
    ours: typed("image/png"),
  },
  {
    name: "a serializer that makes bytes",
    why: "they are no JSON",
    ...sends({ body: 1, bodySerializer: () => new Uint8Array([1]) }),
    theirs: typed("application/json"),
    ours: typed(undefined),
  },
  {
    name: "a header that can't be sent",
    why: "every error is typed, and quotes nothing",
    init: { headers: { "X-One": "a\nb" } },
    theirs: { sent: [], thrown: "TypeError" },
    ours: refused,
  },
  {
    name: "204 where nobody has described it",
    why: "a success is what is described",
    method: "DELETE",
    answer: () => new Response(null, { status: 204 }),
    theirs: { response: 204 },
    ours: malformed,
  },
  {
    name: "200 without body",
    why: "a success is what is described",
    answer: text("", "application/json"),
    theirs: { response: 200 },
    ours: malformed,
  },
  ...["null", '"ok"', "1"].map((body) => ({
    name: `the answer ${body}`,
    why: "no operation that nobody has described answers it",
    answer: text(body, "application/json"),
    theirs: { data: JSON.parse(body) },
    ours: malformed,
  })),
  {
    name: "JSON that says it is a text",
    why: "a proxy's page may be JSON as well",
    answer: text("{}", "text/plain"),
    theirs: { data: {} },
    ours: malformed,
  },
  {
    name: "200 of HTML",
    why: "every error is typed",
    answer: text("<html>", "text/html"),
    theirs: { thrown: "SyntaxError" },
    ours: malformed,
  },
  {
    name: "a text that is no UTF-8",
    why: "another text would be taken for it",
    init: { parseAs: "text" },
    answer: () => new Response(new Uint8Array([97, 255]), { headers: { "Content-Type": "text/plain" } }),
    theirs: { data: "a\ufffd" },
    ours: malformed,
  },
  {
    name: "a redirect",
    why: "none is followed, and it is no answer of the API",
    answer: () => new Response(null, { status: 302, headers: { Location: "/" } }),
    theirs: { error: "", response: 302 },
    ours: { thrown: "undocumented-status" },
  },
  ...(["", "null", "0", "false"] as const).map((body) => ({
    name: `an error whose body is ${JSON.stringify(body)}`,
    why: "`if (error)` must find it",
    method: "POST" as const,
    answer: text(body, "application/json", 500),
    theirs: { error: body && JSON.parse(body), response: 500 },
    ours: { error: { kind: "undocumented-status", status: 500 }, response: 500 },
  })),
  {
    name: "429",
    why: "nothing was applied: it is sent again",
    method: "POST",
    answer: () => Response.json({ message: "no" }, { status: 429, headers: { "Retry-After": "0" } }),
    theirs: { sent: [{}], error: { message: "no" } },
    ours: { sent: [{}, {}, {}], error: { message: "no" } },
  },
  {
    name: "a connection that is lost",
    why: "every error is typed, and says what became of the call",
    method: "POST",
    answer: () => {
      throw new TypeError("fetch failed");
    },
    theirs: { thrown: "TypeError" },
    ours: { sent: [{}], thrown: "connection" },
  },
  {
    name: "an aborted signal",
    why: "every error is typed",
    init: { signal: AbortSignal.abort() },
    theirs: { response: 200 }, // This `fetch` does not look.
    ours: { sent: [], thrown: "abort" },
  },
];

test.for(differences)("other than openapi-fetch: $name, since $why", async (row) => {
  const [ours, theirs] = [await seen(row, "ours"), await seen(row, "theirs")];
  expect(theirs).toMatchObject(row.theirs);
  expect(ours).toMatchObject(row.ours);
  expect(ours).not.toEqual(theirs);
});
