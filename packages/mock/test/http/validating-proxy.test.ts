import { createServer, type IncomingMessage, type RequestListener, request as sendRequest } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { listen, openRawConnection } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Mock, type MockOptions, startMock } from "../../dist/index.js";
import { command, validBody } from "../call.ts";

/** What the real server answers to the next request, and what it was sent. */
let answer: RequestListener = (_, response) => response.end();
const sent: {
  method: string;
  target: string;
  rawHeaders: string[];
  headers: IncomingMessage["headers"];
  body: Buffer;
}[] = [];

let real: Awaited<ReturnType<typeof listen>>;
let mock: Mock;
beforeAll(async () => {
  real = await listen(
    createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const { method = "", url: target = "", rawHeaders, headers } = request;
      sent.push({ method, target, rawHeaders, headers, body: Buffer.concat(chunks) });
      answer(request, response);
    }),
  );
  mock = await proxyTo(`${real.url}/base/`);
});
afterAll(async () => {
  await mock.stop();
  await real.stop();
});

function proxyTo(proxy: string, options: MockOptions = {}): Promise<Mock> {
  return startMock({ description: command, proxy, proxyTimeout: 10_000, ...options });
}

interface Sent {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Got {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingMessage["headers"];
  readonly rawHeaders: string[];
  readonly body: Buffer;
}

/** Sends what the description allows, but for what is given. */
function send(to: Pick<Mock, "port">, { method = "POST", target = "/guests/ada/CheckOut", headers, body }: Sent = {}) {
  return new Promise<Got>((resolve, reject) => {
    const all = {
      Authorization: "Bearer secret-token",
      "X-API-Key": "secret-key",
      "Content-Type": "application/json",
      ...headers,
    };
    const request = sendRequest({ host: "127.0.0.1", port: to.port, path: target, method, headers: all, agent: false });
    request.on("error", reject).on("response", async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
      const { statusCode: status = 0, statusMessage: statusText = "", headers: got, rawHeaders } = response;
      resolve({ status, statusText, headers: got, rawHeaders, body: Buffer.concat(chunks) });
    });
    request.end(body ?? (method === "POST" ? JSON.stringify(validBody) : undefined));
  });
}

const kept = {
  success: true,
  aggregateId: "guest-1",
  version: 2,
  event: null,
  roomId: "lock-1",
  checkedOutAt: "2026-03-02T09:41:07.000Z",
};
const json = { "Content-Type": "application/json" };

function answers(status: number, headers: Record<string, string | string[]>, body?: string | Buffer): RequestListener {
  return (_, response) => void response.writeHead(status, headers).end(body);
}

describe("an exchange that keeps to the description", () => {
  test("is passed on in both directions, byte for byte", async () => {
    const bytes = gzipSync(JSON.stringify(kept));
    answer = (_, response) => {
      response.sendDate = false;
      response.writeHead(200, "Fine so far", [
        "X-Thing",
        "a",
        "x-thing",
        "b",
        "Set-Cookie",
        "a=1",
        "Set-Cookie",
        "b=2",
        "Content-Type",
        "application/json",
        "Content-Encoding",
        "gzip",
        "Content-Length",
        String(bytes.length),
      ]);
      response.end(bytes);
    };
    const body = gzipSync(JSON.stringify(validBody));
    const target = "/guests/a%2Fd%20a;x/CheckOut?a=%c3%a4&&b=1,2&c";
    const got = await send(mock, { target, headers: { "Content-Encoding": "gzip", "X-Odd-CASE": "ä" }, body });
    expect(got).toMatchObject({ status: 200, statusText: "Fine so far", body: bytes });
    expect(got.rawHeaders.slice(0, 12)).toEqual([
      "X-Thing",
      "a",
      "x-thing",
      "b",
      "Set-Cookie",
      "a=1",
      "Set-Cookie",
      "b=2",
      "Content-Type",
      "application/json",
      "Content-Encoding",
      "gzip",
    ]);
    expect(got.headers).not.toHaveProperty("date");
    expect(got.headers).not.toHaveProperty("sl-violations");

    const [one] = sent.splice(0);
    expect(one).toMatchObject({ method: "POST", target: `/base${target}`, body });
    expect(one?.headers).toMatchObject({
      host: new URL(real.url).host,
      authorization: "Bearer secret-token",
      "x-api-key": "secret-key",
      "content-encoding": "gzip",
      "x-odd-case": "ä",
      via: expect.stringMatching(/^1\.1 spkey-mock-/),
    });
    expect(one?.rawHeaders).toContain("X-Odd-CASE");
    expect(mock.calls.at(-1)).toMatchObject({ status: 200, verdict: "accepted", reasons: [], violations: [] });
  });

  test.for([
    { name: "a documented error", status: 404, body: '{"error":"Not Found","message":"None."}' },
    {
      name: "bytes that no parser would write so",
      status: 200,
      body: ` ${JSON.stringify(kept).replace("2", "2.0e0")}\n`,
    },
  ])("$name is passed on as it is", async ({ status, body }) => {
    answer = answers(status, json, body);
    const got = await send(mock);
    expect([got.status, got.body.toString()]).toEqual([status, body]);
    expect(mock.calls.at(-1)).toMatchObject({ status, verdict: "accepted" });
  });
});

describe("what breaks the description", () => {
  test("in a request is told, and it is sent on all the same", async () => {
    answer = answers(400, json, '{"error":"Bad Request","message":"No."}');
    sent.length = 0;
    const got = await send(mock, { body: '{"roomId":1,"checkedOutBy":"a","reason":"b"}' });
    expect(got.status).toBe(400);
    expect(sent.map(({ body }) => body.toString())).toEqual(['{"roomId":1,"checkedOutBy":"a","reason":"b"}']);
    expect(JSON.parse(String(got.headers["sl-violations"]))).toMatchObject([
      { location: ["request", "body", "roomId"], severity: "Error" },
    ]);
    expect(mock.calls.at(-1)).toMatchObject({
      verdict: "violated",
      reasons: [expect.stringMatching(/^request\.body\.roomId: /)],
    });
  });

  test.for([
    {
      name: "a property of another type",
      status: 200,
      body: JSON.stringify({ ...kept, version: "2" }),
      at: ["response", "body", "version"],
    },
    { name: "a property that is missing", status: 200, body: "{}", at: ["response", "body"] },
    { name: "no body", status: 200, body: "", at: ["response", "body"] },
    { name: "malformed JSON", status: 200, body: '{"success":', at: ["response", "body"] },
    { name: "a success that is not documented", status: 202, body: "{}", at: ["response"] },
    {
      name: "another media type",
      status: 200,
      type: "text/html",
      body: "<p>Hi</p>",
      at: ["response", "header", "content-type"],
    },
    {
      name: "a media type of the same suffix",
      status: 200,
      type: "application/vnd.other+json",
      body: JSON.stringify(kept),
      at: ["response", "header", "content-type"],
    },
    {
      name: "none",
      status: 200,
      type: undefined,
      body: JSON.stringify(kept),
      at: ["response", "header", "content-type"],
    },
    {
      name: "a media type that is none",
      status: 200,
      type: "json",
      body: JSON.stringify(kept),
      at: ["response", "header", "content-type"],
    },
    {
      name: "a coding that the body is not in",
      status: 200,
      coding: "gzip",
      body: JSON.stringify(kept),
      at: ["response", "header", "content-encoding"],
    },
  ])("in an answer is told, and it is passed on all the same: $name", async ({ status, body, at, coding, ...row }) => {
    const type = "type" in row ? row.type : "application/json";
    answer = answers(
      status,
      { ...(type && { "Content-Type": type }), ...(coding && { "Content-Encoding": coding }) },
      body,
    );
    const got = await send(mock);
    expect([got.status, got.body.toString()]).toEqual([status, body]);
    const told = JSON.parse(String(got.headers["sl-violations"]));
    expect(told).toContainEqual(expect.objectContaining({ location: at, severity: "Error" }));
    expect(mock.calls.at(-1)).toMatchObject({ status, verdict: "violated", violations: told });
  });

  test.for([
    { name: "a path", target: "/guests/ada/ChekOut", says: /no such path.* Did you mean \/guests\/\{id\}\/CheckOut\?/ },
    { name: "a method", method: "DELETE", says: /no DELETE on this path/ },
  ])("such as $name that it does not have, is told", async ({ says, ...row }) => {
    answer = answers(200, json, "[]");
    sent.length = 0;
    const got = await send(mock, row);
    expect([got.status, got.body.toString(), sent.length]).toEqual([200, "[]", 1]);
    expect(JSON.parse(String(got.headers["sl-violations"]))).toMatchObject([
      { location: ["request"], message: expect.stringMatching(says) },
    ]);
    expect(mock.calls.at(-1)).toMatchObject({ verdict: "violated", reasons: [expect.stringMatching(says)] });
  });

  test("is told by the mock, and not by what a mock behind it says", async () => {
    answer = answers(200, { ...json, "SL-Violations": "[]" }, JSON.stringify(kept));
    expect((await send(mock)).headers).not.toHaveProperty("sl-violations");
  });
});

describe("where there is no answer to be passed on", () => {
  /** A server that speaks no HTTP, or not to its end. */
  async function tcp(act: (socket: Socket) => void): Promise<string> {
    const sockets = new Set<Socket>();
    const server = createTcpServer((socket) => {
      sockets.add(socket.on("error", () => {}));
      socket.once("data", () => act(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("It listens on no port.");
    return `http://127.0.0.1:${address.port}`;
  }
  const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  test.for([
    { name: "it never answers", act: () => {}, status: 504, says: /has not answered within 0\.3 s/ },
    {
      name: "its body never ends",
      act: (socket: Socket) => void socket.write(`${head}Content-Length: 9\r\n\r\n{`),
      status: 504,
      says: /has not answered within 0\.3 s/,
    },
    {
      name: "its body comes drop by drop",
      act: (socket: Socket) => {
        socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
        const timer = setInterval(() => socket.write("1\r\n \r\n"), 20);
        socket.on("close", () => clearInterval(timer));
      },
      status: 504,
      says: /has not answered within 0\.3 s/,
    },
    {
      name: "it breaks off",
      act: (socket: Socket) => void socket.destroy(),
      status: 502,
      says: /gave no whole answer: /,
    },
    {
      name: "its body breaks off",
      act: (socket: Socket) => void socket.end(`${head}Content-Length: 9\r\n\r\n{`),
      status: 502,
      says: /gave no whole answer: /,
    },
    {
      name: "it speaks no HTTP",
      act: (socket: Socket) => void socket.end("220 mail.test ESMTP\r\n"),
      status: 502,
      says: /gave no whole answer: /,
    },
    {
      name: "a header steers a terminal",
      act: (socket: Socket) => void socket.end(`${head}X-A: \u001b[2J\r\n\r\n`),
      status: 502,
      says: /gave no whole answer: /,
    },
    {
      name: "it changes the protocol",
      act: (socket: Socket) =>
        void socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
      status: 502,
      says: /gave no whole answer: /,
    },
    {
      name: "its body is too large",
      act: (socket: Socket) => void socket.end(`${head}Content-Length: 2000\r\n\r\n${" ".repeat(2_000)}`),
      status: 502,
      says: /larger than 1000 bytes/,
    },
    {
      name: "its body has no end and no length",
      act: (socket: Socket) => void socket.write(`${head}\r\n${" ".repeat(2_000)}`),
      status: 502,
      says: /larger than 1000 bytes/,
    },
  ])("since $name, the mock says so: $status", async ({ act, status, says }) => {
    const other = await proxyTo(await tcp(act), { proxyTimeout: 300, answerLimit: 1_000 });
    onTestFinished(() => other.stop());
    const got = await send(other);
    expect(got.status).toBe(status);
    expect(JSON.parse(got.body.toString())).toMatchObject({
      type: expect.stringMatching(/^urn:spkey-mock:upstream/),
      status,
      detail: expect.stringMatching(says),
    });
    expect(other.calls.at(-1)).toMatchObject({ status, verdict: "mock", reasons: [expect.stringMatching(says)] });
    expect(got.body.toString()).not.toMatch(/secret/);
  });

  test("since nobody listens there, the mock says so: 502", async () => {
    const other = await proxyTo("http://127.0.0.1:1/");
    onTestFinished(() => other.stop());
    const got = await send(other);
    expect([got.status, JSON.parse(got.body.toString()).detail]).toEqual([
      502,
      expect.stringMatching(/http:\/\/127\.0\.0\.1:1 .*ECONNREFUSED/),
    ]);
  });

  test("since it sends requests back to the mock, the mock says so: 508", async () => {
    const ends = Promise.withResolvers<string>();
    const back = await listen(
      createServer(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
        const { host: _, connection: _1, ...headers } = request.headers;
        const got = await fetch((await ends.promise) + request.url, {
          method: "POST",
          headers: headers as Record<string, string>,
          body: Buffer.concat(chunks),
        });
        response.writeHead(got.status, { "Content-Type": got.headers.get("Content-Type") ?? "" }).end(await got.text());
      }),
    );
    onTestFinished(() => back.stop());
    const other = await proxyTo(back.url);
    onTestFinished(() => other.stop());
    ends.resolve(other.url);
    expect((await send(other)).status).toBe(508);
  });
});

describe("what is about the connection", () => {
  test("is not passed on, in either direction", async () => {
    answer = answers(
      200,
      {
        ...json,
        Connection: "close, X-Hop",
        "X-Hop": "1",
        "Keep-Alive": "timeout=7",
        "Proxy-Authenticate": "Basic",
        Upgrade: "h2c",
      },
      JSON.stringify(kept),
    );
    sent.length = 0;
    const got = await send(mock, {
      headers: {
        Connection: "close, X-Mine",
        "X-Mine": "1",
        TE: "trailers",
        "Proxy-Authorization": "Basic secret",
        Upgrade: "h2c",
        "Keep-Alive": "timeout=7",
      },
    });
    for (const name of ["x-hop", "proxy-authenticate", "upgrade"]) expect(got.headers).not.toHaveProperty(name);
    for (const name of ["x-mine", "te", "proxy-authorization", "upgrade", "keep-alive"])
      expect(sent[0]?.headers).not.toHaveProperty(name);
  });

  test("is how a body is told to be as long as it is", async () => {
    answer = answers(200, { ...json, "Transfer-Encoding": "chunked" }, JSON.stringify(kept));
    sent.length = 0;
    const got = await send(mock, { headers: { "Transfer-Encoding": "chunked" } });
    expect(got.headers).toMatchObject({ "content-length": String(JSON.stringify(kept).length) });
    expect(got.headers).not.toHaveProperty("transfer-encoding");
    expect(sent[0]?.headers).toMatchObject({ "content-length": String(JSON.stringify(validBody).length) });
    expect(sent[0]?.headers).not.toHaveProperty("transfer-encoding");
  });

  test.for([
    { name: "HEAD", method: "HEAD", status: 200, headers: { "Content-Length": "4711" } },
    { name: "304", method: "POST", status: 304, headers: { ETag: '"a"' } },
    { name: "204", method: "POST", status: 204, headers: {} },
  ])("has no body with $name", async ({ method, status, headers }) => {
    answer = answers(status, headers);
    const got = await send(mock, { method });
    expect([got.status, got.body.length]).toEqual([status, 0]);
    if ("Content-Length" in headers) expect(got.headers["content-length"]).toBe("4711");
  });

  test("ends when that of the caller is reset", async () => {
    const closed = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    answer = (_, response) => {
      response.on("close", () => closed.resolve());
      reached.resolve();
    };
    await using caller = await openRawConnection(mock.port);
    caller.write("POST /guests/ada/CheckOut HTTP/1.1\r\nHost: mock\r\nContent-Length: 0\r\n\r\n");
    await reached.promise;
    caller.reset();
    await closed.promise;
  });
});

test("a redirect is passed on, and never followed", async () => {
  let followed = 0;
  const other = await listen(createServer((_, response) => void response.end(String(++followed))));
  onTestFinished(() => other.stop());
  for (const status of [301, 302, 307, 308]) {
    answer = answers(status, { Location: `${other.url}/elsewhere` });
    const got = await send(mock);
    expect([got.status, got.headers.location]).toEqual([status, `${other.url}/elsewhere`]);
  }
  expect(followed).toBe(0);
});

describe("pages of other origins", () => {
  const page = { Origin: "http://page.test" };

  test.for([
    { cors: undefined, says: {}, allowed: undefined },
    { cors: "*", says: {}, allowed: "http://page.test" },
    { cors: "*", says: { "Access-Control-Allow-Origin": "*" }, allowed: "*" },
    { cors: undefined, says: { "Access-Control-Allow-Origin": "*" }, allowed: "*" },
  ] as const)(
    "with cors $cors and what the real server says, $says, may call it: $allowed",
    async ({ cors, says, allowed }) => {
      const other = await proxyTo(real.url, { ...(cors && { cors }) });
      onTestFinished(() => other.stop());
      answer = answers(200, { ...json, ...says }, JSON.stringify(kept));
      const { headers } = await send(other, { headers: page });
      expect(headers["access-control-allow-origin"]).toBe(allowed);
      expect(headers["access-control-allow-credentials"]).toBe(allowed === "http://page.test" ? "true" : undefined);
    },
  );

  test("do not reach it by a name of their own that leads here", async () => {
    sent.length = 0;
    const { status } = await send(mock, { headers: { Host: "evil.test" } });
    expect([status, sent.length]).toEqual([403, 0]);
  });

  test("ask the real server", async () => {
    const other = await proxyTo(real.url);
    onTestFinished(() => other.stop());
    answer = answers(204, { "Access-Control-Allow-Origin": "http://page.test" });
    sent.length = 0;
    const headers = { ...page, "Access-Control-Request-Method": "POST" };
    const got = await send(other, { method: "OPTIONS", headers });
    expect([got.status, sent[0]?.method, got.headers["access-control-allow-origin"]]).toEqual([
      204,
      "OPTIONS",
      "http://page.test",
    ]);
    expect(other.calls.at(-1)).toMatchObject({ verdict: "accepted" });
  });
});

test.for([
  "",
  "nowhere",
  "ftp://a.test/",
  "http://ada:secret@a.test/",
  "http://a.test/?token=secret",
  "http://a.test/#secret",
])("%s is no server to stand before", async (proxy) => {
  const failed = proxyTo(proxy);
  await expect(failed).rejects.toThrow(/^The proxy/);
  await expect(failed).rejects.not.toThrow(/secret/);
});
