import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Mock, startMock } from "../../dist/index.js";
import { logFormat } from "../../src/cli/log-format.ts";
import { call, command } from "../call.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ description: command });
});
afterAll(() => mock.stop());

test("/__mock/health says that it is there", async () => {
  const response = await fetch(`${mock.url}/__mock/health`);
  expect(await response.json()).toEqual({ status: "ok", operations: 1, restarts: 0, uptime: expect.any(Number) });
});

test("/__mock/requests has the last calls with verdicts, and no secret", async () => {
  const secret = "secret-in-the-query";
  await call(mock, {
    path: `/guests/user-1/CheckOut?page=2&X-API-Key=${secret}`,
    headers: { Cookie: "secret=1" },
  });
  await call(mock, { body: { roomId: 1 } });
  await call(mock, { path: "/nowhere" });
  const text = await (await fetch(`${mock.url}/__mock/requests`)).text();
  expect(JSON.parse(text)).toMatchObject([
    { method: "POST", path: "/guests/{id}/CheckOut", status: 200, verdict: "accepted", reasons: [] },
    {
      status: 400,
      verdict: "refused",
      reasons: expect.arrayContaining([expect.stringContaining("roomId must be string")]),
      headers: { authorization: "***", "x-api-key": "***", "content-type": "application/json" },
    },
    { target: "/nowhere", status: 404, verdict: "mock" },
  ]);
  expect(text).not.toMatch(/secret-token|secret-key|secret=1|secret-in-the-query/);
});

test("masks an API key in the query, however its name is written", async () => {
  const withKey = {
    openapi: "3.1.0",
    info: { title: "Keys", version: "1.0.0" },
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: "apiKey", in: "query", name: "api key" } } },
    paths: { "/things": { get: { responses: { "204": { description: "None." } } } } },
  };
  const other = await startMock({ description: withKey });
  onTestFinished(() => other.stop());
  expect((await fetch(`${other.url}/things?page=1&api%20key=secret-1`)).status).toBe(204);
  expect((await fetch(`${other.url}/things?api+key=secret-2`)).status).toBe(204);
  expect(other.calls.map(({ target }) => target)).toEqual(["/things?page=1&api%20key=***", "/things?api+key=***"]);
});

test("is not for pages of other origins", async () => {
  const response = await fetch(`${mock.url}/__mock/requests`, { headers: { Origin: "http://page.test" } });
  expect(response.headers.get("Access-Control-Allow-Origin")).toBeNull();
  const preflight = await fetch(`${mock.url}/__mock/state`, {
    method: "OPTIONS",
    headers: { Origin: "http://page.test", "Access-Control-Request-Method": "DELETE" },
  });
  expect([preflight.status, preflight.headers.get("Access-Control-Allow-Origin")]).toEqual([405, null]);
});

test.for([
  { cors: "*", allowed: "http://page.test" },
  { cors: ["http://page.test"], allowed: "http://page.test" },
  { cors: ["http://other.test"], allowed: null },
  { cors: "off", allowed: null },
] as const)("with cors $cors, a page may call it: $allowed", async ({ cors, allowed }) => {
  const other = await startMock({ description: command, cors });
  onTestFinished(() => other.stop());
  const response = await call(other, { headers: { Origin: "http://page.test" } });
  expect([response.status, response.headers.get("Access-Control-Allow-Origin")]).toEqual([200, allowed]);
});

test("a log has one line for a call, the path as its template, and nothing that steers a terminal", async () => {
  const strict = {
    openapi: "3.1.0",
    info: { title: "Strict", version: "1.0.0" },
    paths: {
      "/things/{id}": {
        post: {
          requestBody: { content: { "application/json": { schema: { type: "object", additionalProperties: false } } } },
          responses: { "204": { description: "None." }, "400": { description: "Refused." } },
        },
      },
    },
  };
  const other = await startMock({ description: strict });
  onTestFinished(() => other.stop());
  await call(other, { path: "/things/user-1", body: { "\u001b[2J\nfake": 1 } });
  const [one] = other.calls;
  if (!one) throw new Error("The call was not kept.");
  expect(one.reasons).toHaveLength(1);
  const line = logFormat("pretty", true).call(one);
  expect(line).toMatch(/^POST \/things\/\{id\} .*400 refused.*fake/);
  expect(stripVTControlCharacters(line)).not.toMatch(/[\p{Cc}]|user-1/u);
  const json = logFormat("json", true).call(one);
  expect(JSON.parse(json)).toMatchObject({ path: "/things/{id}", status: 400, verdict: "refused" });
  expect(json).not.toMatch(/user-1|\n/);
});

test("tells which answers break their own schema, and where they stand", async () => {
  const thing = { type: "object", required: ["code"], properties: { code: { type: "string", pattern: "^[A-Z]{3}$" } } };
  const impossible = { ...thing, properties: { code: { ...thing.properties.code, enum: ["abc"] } } };
  const broken = {
    openapi: "3.1.0",
    info: { title: "Broken", version: "1.0.0" },
    paths: {
      "/things/{id}": {
        get: {
          responses: {
            "200": {
              description: "Two of them.",
              content: {
                "application/json": {
                  schema: thing,
                  examples: { good: { value: { code: "ABC" } }, bad: { value: { code: "abc" } } },
                },
              },
            },
            "404": { description: "Generated.", content: { "application/json": { schema: impossible } } },
            "410": { description: "Generated, as it has to be.", content: { "application/json": { schema: thing } } },
          },
        },
      },
    },
  };
  const other = await startMock({ description: broken });
  onTestFinished(() => other.stop());
  const response = "#/paths/~1things~1%7Bid%7D/get/responses";
  expect(await other.check()).toEqual([
    {
      response: "GET /things/{id} 200",
      mediaType: "application/json",
      example: "bad",
      pointer: `${response}/200/content/application~1json/examples/bad`,
      reasons: [expect.stringMatching(/code must match pattern/)],
    },
    {
      response: "GET /things/{id} 404",
      mediaType: "application/json",
      example: undefined,
      pointer: `${response}/404/content/application~1json`,
      reasons: [expect.stringMatching(/code must match pattern/)],
    },
  ]);
  expect(await mock.check()).toEqual([]);

  const answer = await fetch(`${other.url}/things/1`, { headers: { Prefer: "example=bad" } });
  expect([answer.status, await answer.json()]).toEqual([200, { code: "abc" }]);
  expect(answer.headers.get("sl-violations")).toMatch(/"location":\["response","body","code"\].*must match pattern/);
  expect(other.calls.at(-1)).toMatchObject({
    verdict: "accepted",
    reasons: [expect.stringMatching(/^response\.body\.code: /)],
  });
});
