import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../../dist/index.js";

/** How what is described is written: an answer has one media type, and headers that are its own. */
const thing = { type: "object", required: ["size"], properties: { size: { type: "integer", example: 3 } } };
const word = { type: "string", example: "tulip" };
const get = (content: object, headers: object = {}) => ({
  get: { responses: { "200": { description: "It.", content, headers } } },
});
const header = (example: string) => ({ schema: { type: "string", example } });

const description = {
  openapi: "3.1.0",
  info: { title: "Written", version: "1" },
  paths: {
    "/any": get({ "*/*": { schema: thing } }),
    "/any-word": get({ "*/*": { schema: word } }),
    "/application": get({ "application/*": { schema: thing } }),
    "/application-word": get({ "application/*": { schema: word } }),
    "/texts": get({ "text/*": { schema: word } }),
    "/written": get({ "*/*": { example: { size: 3 } } }),
    "/untyped": get({ "application/json": {} }),
    "/untyped-range": get({ "*/*": {} }),
    "/untyped-image": get({ "image/png": {} }),
    "/ranges": get({
      "*/*": {},
      "application/*": { example: [1] },
      "application/json": { schema: thing },
      "image/png": {},
    }),
    "/refusing": {
      get: {
        parameters: [{ name: "size", in: "query", required: true, schema: { type: "integer" } }],
        responses: {
          "200": { description: "It." },
          "400": { description: "No.", content: { "application/json": {} } },
        },
      },
    },
    "/text": get({ "text/plain": { schema: thing } }),
    "/bytes": get({ "application/octet-stream": { schema: { format: "binary" }, example: { size: 3 } } }),
    "/xml": get({ "application/xml": { schema: thing } }),
    "/text-xml": get({ "text/xml; charset=utf-8": { schema: thing } }),
    "/svg": get({ "image/svg+xml": { schema: word } }),
    "/pattern": get({ "application/json": { schema: { type: "string", pattern: "^[A-Z]{3}$" } } }),
    "/part": get({ "application/json": { schema: { properties: { a: { type: "integer", example: "no number" } } } } }),
    "/dynamic": get({ "application/json": { schema: { $ref: "#/components/schemas/Things" } } }),
    "/whole": get({ "application/json": { schema: { type: "integer" }, example: "no number" } }),
    "/typed": get({ "text/plain": { schema: word } }, { "content-type": header("text/html") }),
    "/located": {
      get: {
        responses: {
          "201": {
            description: "Made.",
            headers: { Location: { required: true, schema: { type: "string", format: "url" } } },
          },
        },
      },
    },
    "/reset": {
      get: { responses: { "205": { description: "Anew.", content: { "application/json": { schema: thing } } } } },
    },
    "/suffix": get({ "application/*+json": { schema: thing } }),
    "/prefer": {
      get: {
        parameters: [{ name: "Prefer", in: "header", schema: { enum: ["respond-async"] } }],
        responses: { "200": { description: "It." }, "202": { description: "Later." } },
      },
    },
    "/headers": get(
      { "application/json": { schema: thing } },
      {
        "Transfer-Encoding": header("chunked"),
        "content-length": header("1"),
        Connection: header("close"),
        "Content-Encoding": header("gzip"),
        "X-Other": header("kept"),
      },
    ),
  },
  components: {
    schemas: {
      Things: {
        type: "object",
        required: ["all"],
        properties: { all: { type: "array", minItems: 1, items: { $dynamicRef: "#each" } } },
        $defs: {
          each: { $dynamicAnchor: "each", type: "object", required: ["size"], properties: { size: { const: 3 } } },
        },
      },
    },
  },
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ description });
});
afterAll(() => mock.stop());

const json = '{"size":3}';

describe("what is described is written", () => {
  test.for([
    { path: "/any", accept: "*/*", type: "application/json", body: json },
    { path: "/any", accept: "application/json", type: "application/json", body: json },
    { path: "/any", accept: "text/html, application/*;q=0.5", type: "application/json", body: json },
    { path: "/any-word", accept: "*/*", type: "text/plain", body: "tulip" },
    { path: "/any-word", accept: "application/json", type: "application/json", body: '"tulip"' },
    { path: "/any-word", accept: "text/html", type: "text/html", body: "tulip" },
    { path: "/application", accept: "application/json", type: "application/json", body: json },
    { path: "/application-word", accept: "*/*", type: "application/json", body: '"tulip"' },
    { path: "/texts", accept: "text/csv, */*", type: "text/plain", body: "tulip" },
    { path: "/texts", accept: "text/csv", type: "text/csv", body: "tulip" },
    { path: "/written", accept: "*/*", type: "application/json", body: json },
    { path: "/untyped", accept: "*/*", type: "application/json", body: "{}" },
    { path: "/untyped-range", accept: "*/*", type: "application/json", body: "{}" },
    { path: "/untyped-image", accept: "*/*", type: "image/png", body: "" },
    { path: "/ranges", accept: "*/*", type: "application/json", body: json },
    { path: "/ranges", accept: "application/json", type: "application/json", body: json },
    { path: "/ranges", accept: "image/png", type: "image/png", body: "" },
    { path: "/text", accept: "*/*", type: "text/plain", body: json },
    { path: "/bytes", accept: "*/*", type: "application/octet-stream", body: json },
    { path: "/typed", accept: "*/*", type: "text/plain", body: "tulip" },
    { path: "/xml", accept: "*/*", type: "application/xml", body: "<xml><size>3</size></xml>" },
    { path: "/text-xml", accept: "*/*", type: "text/xml; charset=utf-8", body: "<xml><size>3</size></xml>" },
    { path: "/svg", accept: "*/*", type: "image/svg+xml", body: "tulip" },
    { path: "/suffix", accept: "*/*", type: "application/x.example+json", body: json },
    { path: "/suffix", accept: "application/x.example+json", type: "application/x.example+json", body: json },
  ])("at $path, for those who accept $accept, as $type", async ({ path, accept, type, body }) => {
    const answer = await fetch(mock.url + path, { headers: { accept } });
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, type, body]);
  });

  test("but for what is never sent with its status", async () => {
    const answer = await fetch(`${mock.url}/reset`);
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([205, null, ""]);
    expect(answer.headers.get("content-length")).toBe("0");
  });

  test("to a request that is refused, too", async () => {
    const answer = await fetch(`${mock.url}/refusing`);
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
      400,
      "application/json",
      "{}",
    ]);
  });

  test("or not at all for those who accept something else", async () => {
    expect((await fetch(`${mock.url}/any`, { headers: { accept: "image/png" } })).status).toBe(406);
  });

  test("without what its headers say of the API's own connections and bytes", async () => {
    const answer = await fetch(`${mock.url}/headers`);
    expect(await answer.text()).toBe(json);
    expect(answer.headers.get("x-other")).toBe("kept");
    for (const name of ["transfer-encoding", "content-encoding"]) expect(answer.headers.get(name)).toBe(null);
    expect(answer.headers.get("content-length")).toBe(String(json.length));
  });
});

describe("what no example is written of is composed so that it keeps its schema", () => {
  test.for([
    { path: "/pattern", body: expect.stringMatching(/^[A-Z]{3}$/) },
    { path: "/part", body: { a: expect.any(Number) } },
    { path: "/dynamic", body: { all: [{ size: 3 }] } },
  ])("at $path", async ({ path, body }) => {
    const answer = await fetch(mock.url + path);
    expect(await answer.json()).toEqual(body);
    expect(answer.headers.get("sl-violations")).toBe(null);
  });

  test("as its headers are", async () => {
    const answer = await fetch(`${mock.url}/located`);
    expect(answer.headers.get("location")).toMatch(/^https?:/);
    expect(answer.headers.get("sl-violations")).toBe(null);
  });

  test("but an example is answered as it is written, and said to break its schema", async () => {
    const answer = await fetch(`${mock.url}/whole`);
    expect(await answer.json()).toBe("no number");
    expect(answer.headers.get("sl-violations")).toContain("must be integer");
  });
});

describe("of a `Prefer` that the API describes, what is said to the mock is no part", () => {
  test.for([
    { prefer: "code=202", status: 202 },
    { prefer: "respond-async, code=202", status: 202 },
    { prefer: "code=202, respond-async", status: 202 },
    { prefer: "respond-async", status: 200 },
    { prefer: "return=minimal, code=202", status: 422 },
  ])("$prefer is answered with $status", async ({ prefer, status }) => {
    expect((await fetch(`${mock.url}/prefer`, { headers: { prefer } })).status).toBe(status);
  });
});
