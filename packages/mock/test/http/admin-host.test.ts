import { hostname } from "node:os";
import { openRawConnection } from "@spkey/test-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { startMock } from "../../dist/index.js";
import { isOwnHost } from "../../src/http/admin-host.ts";
import { command } from "../call.ts";

test.for([
  { host: "localhost:4010", own: true },
  { host: "LOCALHOST", own: true },
  { host: "localhost.", own: true },
  { host: "mock.localhost", own: true },
  { host: "127.0.0.1:4010", own: true },
  { host: "127.1.2.3", own: true },
  { host: "[::1]:4010", own: true },
  { host: "mock:4010", own: true },
  { host: undefined, own: true },
  { host: "evil.test", own: false },
  { host: "evil.test:4010", own: false },
  { host: "localhost.evil.test", own: false },
  { host: "127.0.0.1.evil.test", own: false },
  { host: "192.0.2.7", own: false },
  { host: "192.0.2.7", bound: "192.0.2.7", own: true },
  { host: "192.0.2.7", bound: "0.0.0.0", own: true },
  { host: "[2001:db8::7]", bound: "::", own: true },
  { host: hostname(), bound: "0.0.0.0", own: true },
  { host: "evil.test", bound: "0.0.0.0", own: false },
  { host: "mock.corp.test", bound: "mock.corp.test", own: true },
])("$host is its own, listening on $bound: $own", ({ host, bound = "127.0.0.1", own }) => {
  expect(isOwnHost(host, bound)).toBe(own);
});

describe("what the mock knows of itself", () => {
  test.for([
    { head: "GET /__mock/requests HTTP/1.1\r\nHost: evil.test\r\n", status: 403 },
    { head: "DELETE /__mock/state HTTP/1.1\r\nHost: evil.test:4010\r\n", status: 403 },
    { head: "GET http://evil.test/__mock/requests HTTP/1.1\r\nHost: localhost\r\n", status: 403 },
    { head: "GET /__mock/requests HTTP/1.1\r\nHost: localhost\r\n", status: 200 },
    { head: "GET /guests HTTP/1.1\r\nHost: evil.test\r\n", status: 404 },
  ])("$head is answered $status", async ({ head, status }) => {
    const mock = await startMock({ description: command });
    onTestFinished(() => mock.stop());
    await using connection = await openRawConnection(mock.port);
    connection.write(`${head}Origin: http://evil.test\r\n\r\n`);
    const [answer] = await connection.read({ until: { responses: 1 } });
    expect(answer?.status).toBe(status);
    const allowed = head.includes("__mock") ? undefined : "http://evil.test";
    expect(answer?.headers.get("access-control-allow-origin")).toBe(allowed);
  });
});
