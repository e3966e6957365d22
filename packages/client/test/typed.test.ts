import { describe, expect, test } from "vitest";
import { createClient as createPathClient } from "../dist/by-path.js";
import {
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  DocumentedStatusError,
  isRemoveAccessibleLockError,
  type RemoveAccessibleLockError,
  removeAccessibleLock,
} from "../dist/index.js";

const credentials = { bearerToken: "jwt", apiKey: "key" };
const answered = (value: unknown, status = 200): Client =>
  createClient({ ...credentials, fetch: async () => Response.json(value, { status }) });
const answeredByPath = (value: unknown) =>
  createPathClient({ ...credentials, fetch: async () => Response.json(value) });
const revoked = { success: true, aggregateId: "u", version: 1, event: null, lockId: "l", removedAt: "2026" };
const request = { id: "u", lockId: "l", removedBy: "r", reason: "x" };

describe("options of a call by its path", () => {
  const path = "/users/{id}/RemoveAccessibleLock";
  const given = { params: { path: { id: "u" } }, body: { lockId: "l", removedBy: "r", reason: "x" } };

  test("are openapi-fetch's and ours", async () => {
    const client = answeredByPath(revoked);
    const { data } = await client.POST(path, {
      ...given,
      timeout: 1000,
      retry: { attempts: 1 },
      signal: new AbortController().signal,
      headers: { "X-One": 1, "X-None": null },
      querySerializer: (query) => `${Object.keys(query).length}`,
      bodySerializer: (body) => JSON.stringify(body.lockId),
      cache: "no-store",
    });
    const version: number | undefined = data?.version;
    const text: string | undefined = (await client.request("post", path, { ...given, parseAs: "text" })).data;
    expect([version, text]).toEqual([1, JSON.stringify(revoked)]);
  });

  test("and nothing else that openapi-fetch would take", () => {
    const client = answeredByPath(revoked);
    const calls = [
      // @ts-expect-error milliseconds are a number
      () => client.POST(path, { ...given, timeout: "1s" }),
      // @ts-expect-error there is no such option of a retry
      () => client.POST(path, { ...given, retry: { attempts: "many" } }),
      // @ts-expect-error credentials go to one place
      () => client.POST(path, { ...given, baseUrl: "https://elsewhere.test" }),
      // @ts-expect-error it is the client that has a `fetch`
      () => client.POST(path, { ...given, fetch: globalThis.fetch }),
      // @ts-expect-error no `Request` is made
      () => client.POST(path, { ...given, Request }),
      // @ts-expect-error hooks take the place of middleware
      () => client.POST(path, { ...given, middleware: [] }),
      // @ts-expect-error the description says how a path is written
      () => client.POST(path, { ...given, pathSerializer: () => "/" }),
      // @ts-expect-error no redirect is followed
      () => client.POST(path, { ...given, redirect: "follow" }),
      // @ts-expect-error a function, as `createQuerySerializer` makes one
      () => client.POST(path, { ...given, querySerializer: { allowReserved: true } }),
      // @ts-expect-error the path parameter is missing
      () => client.request("post", path, { body: given.body }),
      // @ts-expect-error there is no such method of the path
      () => client.request("get", path, given),
    ];
    expect(calls).toHaveLength(11); // It is the compiler that checks them: `pnpm typecheck`.
  });
});

describe("wrong use of an operation is a type error", () => {
  test("in what is sent", () => {
    const client = answered(revoked);
    const calls = [
      // @ts-expect-error `lockId` is missing
      () => removeAccessibleLock(client, { id: "u", removedBy: "r", reason: "x" }),
      // @ts-expect-error the path parameter is missing
      () => removeAccessibleLock(client, { lockId: "l", removedBy: "r", reason: "x" }),
      // @ts-expect-error `reason` is a string
      () => removeAccessibleLock(client, { ...request, reason: 1 }),
      // @ts-expect-error there is no `force`
      () => removeAccessibleLock(client, { ...request, force: true }),
      // @ts-expect-error a client is needed
      () => removeAccessibleLock(request),
      // @ts-expect-error the timeout is a number, of milliseconds
      (): CallOptions => ({ timeout: "30s" }),
      // @ts-expect-error there is no such credential
      (): ClientOptions => ({ ...credentials, password: "x" }),
      // @ts-expect-error hooks take the place of middleware
      () => client.use({}),
    ];
    expect(calls).toHaveLength(8); // It is the compiler that checks them: `pnpm typecheck`.
  });

  test("in what is answered", async () => {
    const data = await removeAccessibleLock(answered(revoked), request);
    const version: number = data.version;
    expect(version).toBe(1);
    // @ts-expect-error `event` may be null
    expect(() => data.event["type"]).toThrow(TypeError);
    // @ts-expect-error there is no `removed`
    expect(data.removed).toBeUndefined();
  });

  test("in what is thrown", async () => {
    const body = { error: "Not Found", message: "No such lock", details: [{ field: "lockId" }] };
    const error: unknown = await removeAccessibleLock(answered(body, 404), request).catch((thrown) => thrown);
    if (!isRemoveAccessibleLockError(error)) throw error;
    const own: RemoveAccessibleLockError = error;
    // @ts-expect-error only a documented status has a body
    expect(own.body).toEqual(body);
    if (own.kind === "documented-status") {
      const status: 400 | 404 = own.status;
      const field: string | undefined = own.body.details?.[0]?.field;
      expect([status, field, own instanceof DocumentedStatusError]).toEqual([404, "lockId", true]);
      // @ts-expect-error its own details are in the body
      expect(own.details).toBeUndefined();
    }
    if (own.kind === "undocumented-status") {
      // @ts-expect-error nothing is known of the body of another status
      own.body.details;
    }
    expect.assertions(3);
  });
});
