import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createClient } from "../dist/by-path.js";
import { InvalidRequestError } from "../dist/index.js";

const credentials = { bearerToken: "jwt.for.tests", apiKey: "key-for-tests" };

/** A `fetch` that keeps what it is asked to send. */
function recorder() {
  const requests: Request[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    requests.push(new Request(url, init));
    return Response.json({ error: "Not Found", message: "No such lock" }, { status: 404 });
  };
  return { requests, fetch };
}

const revocation = {
  params: { path: { id: "user-ada-17" } },
  body: { lockId: "lock-1", removedBy: "user-2", reason: "Checked out" },
} as const;

describe("createClient", () => {
  test("sends the described request with both credentials", async () => {
    const { requests, fetch } = recorder();
    const client = createClient({ ...credentials, fetch });

    const { data, error, response } = await client.POST("/users/{id}/RemoveAccessibleLock", revocation);

    const [request] = requests;
    expect(request?.method).toBe("POST");
    expect(request?.url).toBe("https://api.spkey.co/users/user-ada-17/RemoveAccessibleLock");
    expect(request?.headers.get("Authorization")).toBe("Bearer jwt.for.tests");
    expect(request?.headers.get("X-API-Key")).toBe("key-for-tests");
    expect(request?.headers.get("Content-Type")).toBe("application/json");
    expect(request?.redirect).toBe("manual");
    expect(await request?.json()).toEqual(revocation.body);
    expect([data, error?.message, response.status]).toEqual([undefined, "No such lock", 404]);
  });

  test("asks a credential function anew for each request", async () => {
    const { requests, fetch } = recorder();
    let asked = 0;
    const client = createClient({ ...credentials, bearerToken: async () => `jwt.${++asked}`, fetch });
    await client.POST("/users/{id}/RemoveAccessibleLock", revocation);
    await client.POST("/users/{id}/RemoveAccessibleLock", revocation);
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual(["Bearer jwt.1", "Bearer jwt.2"]);
  });

  test("sends nothing once the call has ended, even by a fetch that ignores its signal", async () => {
    const { requests, fetch } = recorder();
    let give: (token: string) => void = () => {};
    const bearerToken = () => new Promise<string>((resolve) => (give = resolve));
    const client = createClient({ ...credentials, bearerToken, timeout: 20, fetch });
    const call = client.POST("/users/{id}/RemoveAccessibleLock", revocation);
    await expect(call).rejects.toMatchObject({ kind: "timeout", outcome: "not-sent" });
    give("jwt.too.late");
    await new Promise(setImmediate);
    expect(requests).toEqual([]);
  });

  test("sends credentials to no other origin", async () => {
    const { requests, fetch } = recorder();
    const client = createClient({ ...credentials, fetch });
    // @ts-expect-error a call has no `baseUrl`
    const call = client.POST("/users/{id}/RemoveAccessibleLock", { ...revocation, baseUrl: "https://elsewhere.test" });
    await expect(call).rejects.toThrow(/`baseUrl` is no option of a call/);
    // @ts-expect-error a path begins with a slash
    await expect(client.GET("@elsewhere.test/")).rejects.toThrow(/a path begins with a slash/);
    expect(requests).toEqual([]);
  });

  test.for(["", ".", ".."])("refuses %j as a path parameter, since the request would be another one", async (id) => {
    const { requests, fetch } = recorder();
    const client = createClient({ ...credentials, fetch });
    const call = client.POST("/users/{id}/RemoveAccessibleLock", { ...revocation, params: { path: { id } } });
    await expect(call).rejects.toThrow(/`id` must not be empty/);
    expect(requests).toEqual([]);
  });

  test("encodes a path parameter", async () => {
    const { requests, fetch } = recorder();
    const client = createClient({ ...credentials, fetch });
    await client.POST("/users/{id}/RemoveAccessibleLock", { ...revocation, params: { path: { id: "a/../b?c#d" } } });
    expect(new URL(requests[0]?.url ?? "").pathname).toBe("/users/a%2F..%2Fb%3Fc%23d/RemoveAccessibleLock");
  });

  test.for(["secret\nX-Admin: 1", "sécret", " secret", ""])(
    "refuses %j as a credential without quoting it",
    async (secret) => {
      const { requests, fetch } = recorder();
      const client = createClient({ ...credentials, apiKey: secret, fetch });
      const error: unknown = await client
        .POST("/users/{id}/RemoveAccessibleLock", revocation)
        .catch((reason) => reason);
      expect(error).toBeInstanceOf(InvalidRequestError);
      expect(inspect(error)).toContain("`apiKey` must be printable");
      if (secret) expect(inspect(error)).not.toContain(secret);
      expect(requests).toEqual([]);
    },
  );

  test.for([
    "http://api.spkey.co",
    "ftp://127.0.0.1",
    "/v1",
    "",
    "http://localhost.evil.test",
    "https://user:secret@api.spkey.co",
    "http://127.0.0.1.evil.test",
  ])("refuses %j as baseUrl", (baseUrl) => {
    expect(() => createClient({ ...credentials, baseUrl })).toThrow(/must be an HTTPS URL/);
  });

  test.for(["https://example.com", "http://127.0.0.1:4010", "http://localhost:4010/v1", "http://[::1]:4010"])(
    "accepts %j as baseUrl",
    (baseUrl) => {
      expect(createClient({ ...credentials, baseUrl })).toHaveProperty("POST");
    },
  );
});

describe("wrong use is a type error", () => {
  const { fetch } = recorder();
  const client = createClient({ ...credentials, fetch });

  test("in what is sent", () => {
    const calls = [
      // @ts-expect-error there is no such path
      () => client.POST("/users/{id}/GrantEverything", revocation),
      // @ts-expect-error `lockId` is missing
      () => client.POST("/users/{id}/RemoveAccessibleLock", { ...revocation, body: { removedBy: "u", reason: "r" } }),
      // @ts-expect-error `reason` is a string
      () => client.POST("/users/{id}/RemoveAccessibleLock", { ...revocation, body: { ...revocation.body, reason: 1 } }),
      // @ts-expect-error the path parameter is missing
      () => client.POST("/users/{id}/RemoveAccessibleLock", { body: revocation.body }),
    ];
    expect(calls).toHaveLength(4); // It is the compiler that checks them: `pnpm typecheck`.
  });

  test("in what is answered", async () => {
    const { data } = await client.POST("/users/{id}/RemoveAccessibleLock", revocation);
    // @ts-expect-error there is no data where there is an error
    expect(() => data.success).toThrow(TypeError);
    // @ts-expect-error `event` may be null
    expect(() => data?.event["type"]).not.toThrow();
  });
});
