import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Mock, startMock } from "../dist/index.js";
import { command } from "./call.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ description: command });
});
afterAll(() => mock.stop());

const path = "/guests/user-1/CheckOut";
const valid = JSON.stringify({ roomId: "lock-1", checkedOutBy: "user-2", reason: "Checked out" });
const credentials = { Authorization: "Bearer secret-token", "X-API-Key": "secret-key" };
const json = { "Content-Type": "application/json" };

/** One request and what is wanted of its answer. */
interface Row {
  readonly name: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly status: number;
  /** The `error` of the API's body, or the end of the `type` of a problem that is the mock's own. */
  readonly says: string | undefined;
  readonly violation?: RegExp;
  /** What the API's error says of this request. */
  readonly details?: readonly { readonly field: string; readonly message: RegExp }[];
}

const rows: Row[] = [
  { name: "a valid request", headers: { ...credentials, ...json }, body: valid, status: 200, says: undefined },
  {
    name: "a valid request that prefers 404",
    headers: { ...credentials, ...json, Prefer: "code=404" },
    body: valid,
    status: 404,
    says: "Not Found",
  },
  ...["code=500", "example=nowhere", "code=many", "code=404, example=nowhere"].map((preference) => ({
    name: `a preference that the description does not have: ${preference}`,
    headers: { ...credentials, ...json, Prefer: preference },
    body: valid,
    status: 422, // Not 404, nor 400: those are answers of the API.
    says: ":preference",
  })),
  {
    name: "a missing field",
    headers: { ...credentials, ...json },
    body: '{"roomId":"lock-1","checkedOutBy":"user-2"}',
    status: 400,
    says: "Bad Request",
    details: [{ field: "reason", message: /required property 'reason'/ }],
    violation: /required property 'reason'/,
  },
  {
    name: "a field of the wrong type",
    headers: { ...credentials, ...json },
    body: valid.replace('"lock-1"', "1"),
    status: 400,
    says: "Bad Request",
    details: [{ field: "roomId", message: /roomId must be string/ }],
    violation: /"roomId".*must be string/,
  },
  {
    name: "no body",
    headers: { ...credentials, ...json },
    status: 400,
    says: "Bad Request",
    violation: /Body parameter is required/,
    details: [{ field: "body", message: /Body parameter is required/ }],
  },
  ...["{", '{"roomId":', "{}x", " \n ", "\uFEFF{}", "{}\0", "{'a':1}", "[1,]", "NaN", "undefined"].map((body) => ({
    name: `malformed JSON ${JSON.stringify(body)}`,
    headers: { ...credentials, ...json },
    body,
    status: 400,
    says: "Bad Request",
    violation: /not valid JSON/,
    details: [{ field: "body", message: /^The body is not valid JSON \(line \d+, column \d+\)$/ }],
  })),
  {
    name: "JSON that is not UTF-8",
    headers: { ...credentials, ...json },
    body: new Uint8Array([0x22, 0xff, 0x22]),
    status: 400,
    says: "Bad Request",
    violation: /not valid UTF-8/,
    details: [{ field: "body", message: /^The body is not valid UTF-8 \(at byte 1\)$/ }],
  },
  {
    name: "malformed JSON without a credential",
    headers: { ...json, Authorization: "Bearer t" },
    body: "{",
    status: 401,
    says: "#UNAUTHORIZED",
  },
  { name: "no bearer token", headers: { ...json, "X-API-Key": "k" }, body: valid, status: 401, says: "#UNAUTHORIZED" },
  {
    name: "no API key",
    headers: { ...json, Authorization: "Bearer t" },
    body: valid,
    status: 401,
    says: "#UNAUTHORIZED",
  },
  {
    name: "a media type that the operation does not take",
    headers: { ...credentials, "Content-Type": "text/plain" },
    body: valid,
    status: 415,
    says: ":media-type",
    violation: /The Content-Type is text\/plain; supported: application\/json/,
  },
  {
    name: "a body of an unknown coding",
    headers: { ...credentials, ...json, "Content-Encoding": "compress" },
    body: valid,
    status: 415,
    says: ":content-coding",
  },
  {
    name: "a body over the limit",
    headers: { ...credentials, ...json },
    body: `"${"x".repeat(1024 * 1024)}"`,
    status: 413,
    says: ":body-too-large",
  },
  { name: "a path that can't be decoded", path: "/guests/%zz/x", headers: {}, status: 400, says: ":path-encoding" },
  { name: "a path that is not UTF-8", path: "/guests/%ff/x", headers: {}, status: 400, says: ":path-encoding" },
  {
    name: "a path that begins with two slashes",
    path: `/${path}`,
    headers: {},
    status: 404,
    says: ":no-such-path",
  },
  { name: "an unknown path", path: "/nowhere", headers: {}, status: 404, says: ":no-such-path" },
  { name: "an unknown method", method: "PUT", headers: {}, status: 405, says: ":no-such-method" },
];

describe("answers", () => {
  test.for(rows)(
    "$name with $status",
    async ({ method = "POST", headers, body, status, says, violation, details, ...row }) => {
      const response = await fetch(mock.url + (row.path ?? path), {
        method,
        headers,
        body: body ?? null,
        signal: AbortSignal.timeout(5_000),
      });
      const answer = (await response.json()) as Record<string, unknown>;
      expect(response.status).toBe(status);
      const own = response.headers.get("Content-Type") === "application/problem+json";
      expect(own ? String(answer["type"]) : answer["error"]).toSatisfy((said) =>
        own ? String(said).endsWith(String(says)) : said === says,
      );
      if (details) {
        const wanted = details.map(({ field, message }) => ({ field, message: expect.stringMatching(message) }));
        expect(answer["details"]).toEqual(wanted);
      }
      const violations = response.headers.get("sl-violations");
      if (violation) expect(violations).toMatch(violation);
      else expect(violations).toBeNull();
    },
  );

  test("a preflight, so that a page of another origin may call it", async () => {
    const response = await fetch(mock.url + path, {
      method: "OPTIONS",
      headers: {
        Origin: "http://docs.test",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,x-api-key",
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("http://docs.test");
    expect(response.headers.get("Access-Control-Allow-Headers")).toBe("authorization,x-api-key");
    expect(response.headers.get("Access-Control-Allow-Methods")).toBe("POST");
  });

  test("two requests that arrive at once on one connection, the first of them malformed", async () => {
    const head = `POST ${path} HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer t\r\nX-API-Key: k\r\nContent-Type: application/json\r\n`;
    const request = (body: string) => `${head}Content-Length: ${body.length}\r\n\r\n${body}`;
    const text = await overSocket(request("{") + request(valid), (received) => received.includes("200 OK"));
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 400", "HTTP/1.1 200"]);
  });

  test("a request before bytes that are none, and then those", async () => {
    const request = `POST ${path} HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer t\r\nX-API-Key: k\r\nContent-Type: application/json\r\nContent-Length: ${valid.length}\r\n\r\n${valid}`;
    const text = await overSocket(`${request}nonsense\r\n\r\n`, (received) => received.includes("malformed-request"));
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 400"]);
  });

  test("the next request after one that was cut off in its body", async () => {
    const socket = connect(mock.port, "127.0.0.1");
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"lock`,
    );
    socket.end();
    await once(socket.resume(), "close");
    const response = await fetch(mock.url + path, {
      method: "POST",
      headers: { ...credentials, ...json },
      body: valid,
    });
    expect(response.status).toBe(200);
  });
});

test("starts on any description, and reads it again on reload, keeping the last good one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "spkey-mock-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const description = join(folder, "openapi.yaml");
  const library = (title: string) => `
openapi: 3.0.3
info: { title: Library, version: 1.0.0 }
paths:
  /books/{isbn}:
    get:
      parameters: [{ name: isbn, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: The book., content: { application/json: { example: { title: ${title} } } } }
`;
  await writeFile(description, library("Emma"));
  const other = await startMock({ description });
  onTestFinished(() => other.stop());
  const title = async () => ((await (await fetch(`${other.url}/books/1`)).json()) as { title: string }).title;
  expect(await title()).toBe("Emma");

  await writeFile(description, library("Persuasion"));
  await other.reload();
  expect(await title()).toBe("Persuasion");

  const head = await fetch(`${other.url}/books/1`, { method: "HEAD" });
  expect([head.status, head.headers.get("Content-Length"), await head.text()]).toEqual([200, "22", ""]);
  const allowed = await fetch(`${other.url}/books/1`, { method: "OPTIONS" });
  expect([allowed.status, allowed.headers.get("Allow")]).toEqual([204, "GET, OPTIONS, HEAD"]);

  await writeFile(description, "openapi: [");
  await expect(other.reload()).rejects.toThrow();
  expect(await title()).toBe("Persuasion");
});

describe("stop", () => {
  test("answers what is in flight, and frees the port at once", async () => {
    const one = await startMock({ description: command });
    const calls = Array.from({ length: 100 }, () =>
      fetch(one.url + path, { method: "POST", headers: { ...credentials, ...json }, body: valid }).then(
        ({ status }) => status,
      ),
    );
    await Promise.any(calls);
    await one.stop();
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    expect(outcomes.every((outcome) => outcome.status === "rejected" || outcome.value === 200)).toBe(true);
    const two = await startMock({ description: command, port: one.port });
    await two.stop();
  });

  test("does not wait for a sender that has stalled", async () => {
    const one = await startMock({ description: command });
    const socket = connect(one.port, "127.0.0.1");
    socket.on("error", () => {}); // Being cut off is what is wanted.
    socket.write(`POST ${path} HTTP/1.1\r\nHost: mock\r\nContent-Length: 100\r\n\r\n`);
    await once(socket, "connect");
    const closed = once(socket, "close");
    const began = performance.now();
    await one.stop();
    await closed;
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});

test("refuses a port that is taken", async () => {
  await expect(startMock({ description: command, port: mock.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

/** Sends raw bytes and returns what came back, as soon as it satisfies `done`. */
function overSocket(bytes: string, done: (received: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = connect(mock.port, "127.0.0.1", () => socket.write(bytes));
    socket.setTimeout(5_000, () => socket.destroy(new Error(`no answer in time; received: ${received}`)));
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      received += chunk;
      if (done(received)) {
        socket.destroy();
        resolve(received);
      }
    });
    socket.on("error", reject);
  });
}
