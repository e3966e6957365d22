import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CommandOptions, commandClient, type PathClient } from "./support/command.ts";

const credentials = { token: "jwt.for.tests", key: "key-for-tests" };
const path = "/guards/{guardId}/dismiss";

let built: Awaited<ReturnType<typeof commandClient>>;
let createClient: (options: CommandOptions) => PathClient;
beforeAll(async () => {
  built = await commandClient();
  createClient = built.createPathClient;
});
afterAll(() => built?.remove());

/** A `fetch` that keeps what it is asked to send. */
function recorder() {
  const requests: Request[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    requests.push(new Request(url, init));
    return Response.json({ error: "Not Found", message: "No such guard" }, { status: 404 });
  };
  return { requests, fetch };
}

const dismissal = {
  params: { path: { guardId: "guard-rosa-3" } },
  body: { postId: "post-1", dismissedBy: "captain-2", cause: "The watch is over" },
};

describe("createClient", () => {
  test("sends the described request with both credentials", async () => {
    const { requests, fetch } = recorder();
    const client = createClient({ ...credentials, fetch });

    const { data, error, response } = await client.POST(path, dismissal);

    const [request] = requests;
    expect(request?.method).toBe("POST");
    expect(request?.url).toBe("https://watch.test/v1/guards/guard-rosa-3/dismiss");
    expect(request?.headers.get("Authorization")).toBe("Bearer jwt.for.tests");
    expect(request?.headers.get("X-Watch-Key")).toBe("key-for-tests");
    expect(request?.headers.get("Content-Type")).toBe("application/json");
    expect(request?.redirect).toBe("manual");
    expect(await request?.json()).toEqual(dismissal.body);
    expect([data, Object(error).message, response.status]).toEqual([undefined, "No such guard", 404]);
  });

  test("asks a credential function anew for each request", async () => {
    const { requests, fetch } = recorder();
    let asked = 0;
    const client = createClient({ ...credentials, token: async () => `jwt.${++asked}`, fetch });
    await client.POST(path, dismissal);
    await client.POST(path, dismissal);
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual(["Bearer jwt.1", "Bearer jwt.2"]);
  });

  test("sends nothing once the call has ended, even by a fetch that ignores its signal", async () => {
    const { requests, fetch } = recorder();
    let give: (token: string) => void = () => {};
    const token = () => new Promise<string>((resolve) => (give = resolve));
    const client = createClient({ ...credentials, token, timeout: 20, fetch });
    const call = client.POST(path, dismissal);
    await expect(call).rejects.toMatchObject({ kind: "timeout", outcome: "not-sent" });
    give("jwt.too.late");
    await new Promise(setImmediate);
    expect(requests).toEqual([]);
  });

  test("sends credentials to no other origin", async () => {
    const { requests, fetch } = recorder();
    const client = createClient({ ...credentials, fetch });
    const call = client.POST(path, { ...dismissal, baseUrl: "https://elsewhere.test" });
    await expect(call).rejects.toThrow(/`baseUrl` is no option of a call/);
    await expect(client.GET("@elsewhere.test/")).rejects.toThrow(/a path begins with a slash/);
    expect(requests).toEqual([]);
  });

  test.for(["", ".", ".."])("refuses %j as a path parameter, since the request would be another one", async (id) => {
    const { requests, fetch } = recorder();
    const client = createClient({ ...credentials, fetch });
    const call = client.POST(path, { ...dismissal, params: { path: { guardId: id } } });
    await expect(call).rejects.toThrow(/`guardId` must be a text, not ""/);
    expect(requests).toEqual([]);
  });

  test("encodes a path parameter", async () => {
    const { requests, fetch } = recorder();
    const client = createClient({ ...credentials, fetch });
    await client.POST(path, { ...dismissal, params: { path: { guardId: "a/../b?c#d" } } });
    expect(new URL(requests[0]?.url ?? "").pathname).toBe("/v1/guards/a%2F..%2Fb%3Fc%23d/dismiss");
  });

  test.for(["secret\nX-Admin: 1", "sécret", " secret", ""])(
    "refuses %j as a credential without quoting it",
    async (secret) => {
      const { requests, fetch } = recorder();
      const client = createClient({ ...credentials, key: secret, fetch });
      const error: unknown = await client.POST(path, dismissal).catch((reason) => reason);
      expect(error).toMatchObject({ kind: "invalid-request", outcome: "not-sent" });
      expect(inspect(error)).toContain("`key` must be printable");
      if (secret) expect(inspect(error)).not.toContain(secret);
      expect(requests).toEqual([]);
    },
  );

  test.for([
    "http://watch.test",
    "ftp://127.0.0.1",
    "/v1",
    "",
    "http://localhost.evil.test",
    "https://user:secret@watch.test",
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
