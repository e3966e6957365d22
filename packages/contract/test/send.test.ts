import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { planCases, send, writeRequest } from "../src/index.ts";
import { writeBody } from "../src/send/body.ts";
import { testBytes } from "../src/send/test-bytes.ts";
import { describeOperation } from "./describe-operation.ts";

const responses = { "204": { description: "Done." } };

interface BodyRow {
  readonly name: string;
  readonly mediaType: string;
  readonly media?: object;
  readonly beside?: object;
  readonly value: unknown;
  readonly type?: string;
  readonly body?: string | Uint8Array;
  readonly impossible?: string;
}

const properties = {
  text: { type: "string" },
  list: { type: "array", items: { type: "string" } },
  object: { type: "object" },
  file: { contentMediaType: "image/png" },
  files: { type: "array", items: { type: "string", format: "binary" } },
};
const form = { schema: { type: "object", properties } };

const bodies: BodyRow[] = [
  { name: "JSON", mediaType: "Application/JSON", value: { a: null }, body: '{"a":null}' },
  { name: "JSON by its suffix, with a parameter", mediaType: "application/x+json; v=1", value: "é", body: '"é"' },
  { name: "text", mediaType: "text/plain; charset=utf-8", value: "é", body: "é" },
  { name: "a number as text", mediaType: "text/plain", value: 3, body: "3" },
  { name: "a text in XML", mediaType: "application/xml", value: "<a/>", body: "<a/>" },
  {
    name: "a value in XML",
    mediaType: "application/xml",
    value: { a: 1 },
    impossible: "Only texts are written as application/xml, and its example is none.",
  },
  {
    name: "a multipart form that is described as bytes",
    mediaType: "multipart/form-data",
    media: { schema: { type: "string", format: "binary" } },
    value: "file.bin",
    impossible: "Only objects are written as multipart/form-data, and its example is none.",
  },
  {
    name: "a form that is described as a text",
    mediaType: "application/x-www-form-urlencoded",
    media: { schema: { type: "string" } },
    value: "a=1",
    body: "a=1",
  },
  ...["application/x-www-form-urlencoded", "multipart/form-data"].map((mediaType) => ({
    name: `a list as ${mediaType}`,
    mediaType,
    value: [{ a: 1 }],
    impossible: `Only objects are written as ${mediaType}, and its example is none.`,
  })),
  { name: "events", mediaType: "text/event-stream", value: "data: 1\n\n", body: "data: 1\n\n" },
  { name: "bytes", mediaType: "application/octet-stream", value: "file.bin", body: testBytes },
  {
    name: "bytes, by their schema",
    mediaType: "image/png",
    media: { schema: { type: "string", format: "binary" } },
    value: "a.png",
    body: testBytes,
  },
  {
    name: "a text that is sent as bytes",
    mediaType: "application/octet-stream",
    media: { schema: { type: "string" } },
    value: "abc",
    body: "abc",
  },
  {
    name: "any media type",
    mediaType: "*/*",
    media: { schema: { type: "string" } },
    value: "a",
    type: "text/plain",
    body: "a",
  },
  { name: "any media type, of a value", mediaType: "*/*", value: [1], type: "application/json", body: "[1]" },
  {
    name: "a range of JSON",
    mediaType: "application/*+json",
    value: [1],
    type: "application/x.example+json",
    body: "[1]",
  },
  { name: "a range", mediaType: "image/*", value: "a.png", type: "image/png", body: testBytes },
  { name: "a range that nobody registers", mediaType: "model/*", value: "a", type: "model/x-example", body: testBytes },
  {
    name: "a range, one of which means something else",
    mediaType: "application/*",
    beside: { "application/octet-stream": {} },
    media: { schema: { type: "string" } },
    value: "a",
    type: "application/x-example",
    body: "a",
  },
  {
    name: "a form",
    mediaType: "application/x-www-form-urlencoded",
    media: form,
    value: { text: "a&b =", list: ["x", "y z"], object: { k: "v" } },
    body: "text=a%26b%20%3D&list=x&list=y%20z&object=%7B%22k%22%3A%22v%22%7D",
  },
  {
    name: "a form with encodings",
    mediaType: "application/x-www-form-urlencoded",
    media: {
      ...form,
      encoding: {
        list: { style: "pipeDelimited", explode: false },
        object: { style: "deepObject" },
        text: { allowReserved: true },
      },
    },
    value: { text: "a/b", list: ["x", "y"], object: { k: "v" } },
    body: "text=a/b&list=x%7Cy&object%5Bk%5D=v",
  },
  {
    name: "a multipart form",
    mediaType: "multipart/form-data",
    media: { ...form, encoding: { text: { contentType: "text/markdown" } } },
    value: { text: "a", list: ["x", "y"], object: { k: "v" }, file: 'a".png' },
    type: "multipart/form-data; boundary=----boundary-of-the-contract-tests",
    body: Buffer.concat([
      ...[
        ['name="text"', "text/markdown", "a"],
        ['name="list"', undefined, "x"],
        ['name="list"', undefined, "y"],
        ['name="object"', "application/json", '{"k":"v"}'],
        ['name="file"; filename="a%22.png"', "application/octet-stream", testBytes],
      ].map(([name, type, content = ""]) =>
        Buffer.concat([
          Buffer.from(`------boundary-of-the-contract-tests\r\nContent-Disposition: form-data; ${String(name)}\r\n`),
          Buffer.from(`${type === undefined ? "" : `Content-Type: ${String(type)}\r\n`}\r\n`),
          Buffer.from(content as string), // Or bytes, which it takes as well.
          Buffer.from("\r\n"),
        ]),
      ),
      Buffer.from("------boundary-of-the-contract-tests--\r\n"),
    ]),
  },
];

describe("a body is written:", () => {
  test.for(bodies)("$name", ({ mediaType, media = {}, beside = {}, value, type = mediaType, body, impossible }) => {
    const content = { [mediaType]: media, ...beside };
    const { operation } = describeOperation({ requestBody: { content }, responses });
    const described = operation.requestBody?.content ?? [];
    const [first] = described;
    const written = first && writeBody(described, first, value);
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
    expect(written && "bytes" in written ? { type: written.contentType, body: text(written.bytes) } : written).toEqual(
      impossible === undefined
        ? { type, body: text(typeof body === "string" ? Buffer.from(body) : (body ?? testBytes)) }
        : { impossible },
    );
  });
});

const securitySchemes = {
  token: { type: "http", scheme: "bearer" },
  password: { type: "http", scheme: "BASIC" },
  digest: { type: "http", scheme: "digest" },
  other: { type: "http", scheme: "hoba" },
  login: { type: "oauth2", flows: {} },
  account: { type: "openIdConnect", openIdConnectUrl: "https://accounts.example.com" },
  header: { type: "apiKey", in: "header", name: "X-Key" },
  query: { type: "apiKey", in: "query", name: "k&y" },
  cookie: { type: "apiKey", in: "cookie", name: "session" },
};

describe("a credential is sent:", () => {
  test.for([
    { key: "token", headers: [["Authorization", "Bearer token-for-tests"]] },
    { key: "password", headers: [["Authorization", "Basic dXNlcjpwYXNzd29yZA=="]] },
    { key: "digest", headers: [["Authorization", expect.stringMatching(/^Digest username="user", /) as string]] },
    { key: "other", headers: [["Authorization", "Hoba token-for-tests"]] },
    { key: "login", headers: [["Authorization", "Bearer token-for-tests"]] },
    { key: "account", headers: [["Authorization", "Bearer token-for-tests"]] },
    { key: "header", headers: [["X-Key", "key-for-tests"]] },
    { key: "query", headers: [], target: "/things/a%20b?k%26y=key-for-tests" },
    { key: "cookie", headers: [["Cookie", "session=key-for-tests"]] },
  ])("$key", ({ key, headers, target = "/things/a%20b" }) => {
    const { description } = describeOperation({ security: [{ [key]: [] }], responses }, { securitySchemes });
    const [first] = planCases(description).cases;
    expect(first && writeRequest(first)).toEqual({ method: "POST", target, headers });
  });
});

test("parameters are sent where they belong, as their styles say", () => {
  const parameter = (name: string, place: string, schema: object, example: unknown, more: object = {}) => ({
    name,
    in: place,
    required: true,
    schema,
    example,
    ...more,
  });
  const list = { type: "array", items: { type: "string" } };
  const parameters = [
    parameter("id", "path", list, ["a", "b/c"], { style: "matrix", explode: true }),
    parameter("tags", "query", list, ["x", "y"]),
    parameter("none", "query", list, []),
    parameter("X-Tags", "header", list, ["x", "y"]),
    parameter("a", "cookie", { type: "string" }, "1"),
    parameter("b", "cookie", list, ["2", "3"]),
  ];
  const { description } = describeOperation({ parameters, security: [{ cookie: [] }], responses }, { securitySchemes });
  const [first] = planCases(description).cases;
  expect(first && writeRequest(first)).toEqual({
    method: "POST",
    target: "/things/;id=a;id=b%2Fc?tags=x&tags=y",
    headers: [
      ["X-Tags", "x,y"],
      ["Cookie", "a=1; b=2; b=3; session=key-for-tests"],
    ],
  });
});

test("what is received is what was answered: a redirect, and bytes", async () => {
  const server = createServer((request, response) => {
    const received: Uint8Array[] = [];
    request.on("data", (chunk: Uint8Array) => received.push(chunk));
    request.on("end", () => {
      response.writeHead(302, { Location: "/other", "X-Asked": `${request.method} ${request.url}` });
      response.end(Buffer.concat(received));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // It listens on TCP.
  const request = { method: "PUT", target: "/a%2Fb?c=d", headers: [["Content-Type", "a/b"]] as const, body: testBytes };
  const { status, headers, body } = await send(`http://127.0.0.1:${port}`, request);
  expect([status, headers.get("X-Asked"), [...body]]).toEqual([302, "PUT /a%2Fb?c=d", [...testBytes]]);
});

test("what no URL can have as it is, a path template may have: it is encoded, and nothing twice", () => {
  const { operation } = describeOperation({ responses });
  const credentials: [] = [];
  const parameters = { path: { id: "ü" }, query: {}, header: {}, cookie: {} };
  const given = { operation: { ...operation, path: "/a b/%20/é/{id}" }, request: { parameters, credentials } };
  expect(writeRequest(given)).toMatchObject({ target: "/a%20b/%20/%C3%A9/%C3%BC" });
});

test("a parameter that is called like what every object has is sent where it is given", () => {
  const parameters = ["constructor", "toString"].map((name) => ({ name, in: "query", schema: { type: "string" } }));
  const { operation } = describeOperation({ parameters, responses });
  const credentials: [] = [];
  const values = { path: { id: "a" }, query: { toString: "b" }, header: {}, cookie: {} };
  const given = { operation, request: { parameters: values, credentials } };
  expect(writeRequest(given)).toMatchObject({ target: "/things/%7Bid%7D?toString=b" });
});

test("a token that meets two schemes is sent once", () => {
  const flow = { type: "oauth2", flows: {} };
  const securitySchemes = { code: flow, implicit: flow };
  const { description } = describeOperation({ security: [{ code: [], implicit: [] }], responses }, { securitySchemes });
  const [first] = planCases(description).cases;
  const sent = first && writeRequest(first).headers.filter(([name]) => name === "Authorization");
  expect(sent).toEqual([["Authorization", "Bearer token-for-tests"]]);
});
