import { createClient } from "@spkey/client";
import { type Mock, startMock } from "@spkey/mock";
import { afterAll, beforeAll, expect, test } from "vitest";

// The types and the values of the one operation, as an integrator writes them. `contract.test.ts` covers the rest.

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.stop());

const revoke = (prefer: string) =>
  createClient({ bearerToken: "token", apiKey: "key", baseUrl: mock.url }).POST("/users/{id}/RemoveAccessibleLock", {
    params: { path: { id: "user-ada-17" } },
    body: { lockId: "lock-harbour-12-front", removedBy: "user-night-porter", reason: "Checked out" },
    headers: { Prefer: prefer },
  });

test("a revocation has data and no error", async () => {
  const { data, error, response } = await revoke("code=200");
  expect([response.status, error]).toEqual([200, undefined]);
  const success: boolean | undefined = data?.success;
  const version: number | undefined = data?.version;
  expect([success, typeof version, data?.event]).toEqual([true, "number", null]);
});

test.for([
  { status: 400, kind: "Bad Request", field: "lockId" },
  { status: 404, kind: "Not Found", field: undefined },
])("a $status has a typed error and no data", async ({ status, kind, field }) => {
  const { data, error, response } = await revoke(`code=${status}`);
  expect([response.status, data]).toEqual([status, undefined]);
  const message: string | undefined = error?.message;
  expect([error?.error, typeof message, error?.details?.[0]?.field]).toEqual([kind, "string", field]);
});
