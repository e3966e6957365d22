import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CommandOptions, commandClient, dismissal, dismissed } from "./support/command.ts";

let built: Awaited<ReturnType<typeof commandClient>>;
beforeAll(async () => {
  built = await commandClient();
});
afterAll(() => built?.remove());

const credentials = { token: "jwt.of.a", key: "key-of-a" };

/** A `fetch` that keeps what it is asked to send, and answers what a row wants. */
function recorder(answer = () => Response.json(dismissed)) {
  const requests: { url: string; headers: Headers; body: unknown }[] = [];
  const fetch = async (url: string, { headers, body }: RequestInit) => {
    requests.push({ url, headers: new Headers(headers), body });
    return answer();
  };
  return { requests, fetch };
}

/** What is no number of milliseconds, attempts or bytes. */
const wrongNumbers: readonly unknown[] = [Number.NaN, -1, Number.NEGATIVE_INFINITY, "30", null, {}, 1n, true];
const wrongOptions: readonly (readonly [name: string, options: object])[] = [
  ...[...wrongNumbers, 0].flatMap((value): [string, object][] => [
    ["timeout", { timeout: value }],
    ["maxResponseBytes", { maxResponseBytes: value }],
    ["retry.attempts", { retry: { attempts: value } }],
  ]),
  ...wrongNumbers.map((value): [string, object] => ["retry.maxDelay", { retry: { maxDelay: value } }]),
  ...[true, 5, "no"].map((value): [string, object] => ["retry", { retry: value }]),
  ...[null, "fetch", {}].map((value): [string, object] => ["fetch", { fetch: value }]),
  ...[null, "log", 1].map((value): [string, object] => ["hooks", { hooks: value }]),
  ["messageFrom", { messageFrom: true }],
];
const text = (options: object) =>
  JSON.stringify(options, (_, value) => (typeof value === "number" || typeof value === "bigint" ? `${value}` : value));

describe("createClient refuses", () => {
  test.for(wrongOptions)("%s, $1", ([name, options]) => {
    expect(() => built.createClient({ ...credentials, ...options })).toThrow(
      expect.objectContaining({ name: "TypeError", message: expect.stringContaining(`options.${name}: expected `) }),
    );
  });

  test("no options", () => {
    const create = built.createClient as (options?: unknown) => unknown;
    for (const options of [undefined, null, "token"]) expect(() => create(options)).toThrow(/options: expected object/);
  });

  test("a `baseUrl` that is no text", () => {
    for (const baseUrl of [1, null, {}]) {
      expect(() => built.createClient({ ...credentials, baseUrl } as CommandOptions)).toThrow(
        /baseUrl: expected string/,
      );
    }
  });

  test.for([
    { timeout: Number.POSITIVE_INFINITY },
    { timeout: 1 },
    { retry: { attempts: Number.POSITIVE_INFINITY, maxDelay: 0 } },
    { retry: false },
    { maxResponseBytes: Number.POSITIVE_INFINITY },
    { timeout: undefined, retry: undefined, hooks: undefined, fetch: undefined, maxResponseBytes: undefined },
    { retry: { attempts: undefined, maxDelay: undefined, on503: undefined } },
  ] as CommandOptions[])("nothing that can be meant: %o", async (options) => {
    const { requests, fetch } = recorder();
    const client = built.createClient({ ...credentials, ...options, fetch });
    await built.dismissGuard(client, dismissal);
    expect(requests).toHaveLength(1);
  });
});

describe("a call refuses, and sends nothing", () => {
  const wrongOfCall = wrongOptions.filter(([name]) => /^(timeout|retry)/.test(name));
  const rows: readonly (readonly [string, object])[] = [...wrongOfCall, ["signal", { signal: "stop" }]];
  for (const way of ["function", "path"] as const) {
    test.for(rows.map(([name, options]) => [name, text(options), options] as const))(
      `by ${way}: %s, %s`,
      async ([name, , options]) => {
        const { requests, fetch } = recorder();
        const call =
          way === "function"
            ? built.dismissGuard(built.createClient({ ...credentials, fetch }), dismissal, options)
            : built.createPathClient({ ...credentials, fetch }).POST(built.path, {
                params: { path: { guardId: "guard-1" } },
                body: dismissal,
                ...options,
              });
        await expect(call).rejects.toMatchObject({
          kind: "invalid-request",
          outcome: "not-sent",
          attempts: 0,
          message: expect.stringContaining(`options.${name}: expected `),
        });
        expect(requests).toEqual([]);
      },
    );
  }
});

test("a signal that is none is told, and nothing is sent", async () => {
  for (const signal of [{}, new AbortController()]) {
    const { requests, fetch } = recorder();
    const call = built.dismissGuard(built.createClient({ ...credentials, fetch }), dismissal, { signal } as object);
    await expect(call).rejects.toMatchObject({
      kind: "invalid-request",
      outcome: "not-sent",
      message: expect.stringContaining("`signal` can't be used"),
    });
    expect(requests).toEqual([]);
  }
});

describe("what is changed after it was given changes nothing:", () => {
  test("credentials, retries, hooks, limits, and where calls go", async () => {
    const { requests, fetch } = recorder();
    const heard: string[] = [];
    const options = {
      ...credentials,
      baseUrl: "https://a.test",
      timeout: 5000,
      retry: { attempts: 1 },
      hooks: { onLog: () => void heard.push("a") },
      fetch,
    };
    const client = built.createClient(options);
    const stolen = recorder();
    Object.assign(options, {
      token: "jwt.of.b",
      key: "key-of-b",
      baseUrl: "https://b.test",
      timeout: Number.NaN,
      maxResponseBytes: 1,
      fetch: stolen.fetch,
    });
    options.retry.attempts = 100;
    options.hooks.onLog = () => void heard.push("b");

    await built.dismissGuard(client, dismissal);

    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toMatch(/^https:\/\/a\.test\//);
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer jwt.of.a");
    expect(requests[0]?.headers.get("X-Watch-Key")).toBe("key-of-a");
    expect(heard).toEqual(["a", "a"]);
    expect(stolen.requests).toEqual([]);
  });

  test("retries are as many as were said", async () => {
    const { requests, fetch } = recorder(() => new Response("", { status: 429, headers: { "Retry-After": "0" } }));
    const options = { ...credentials, retry: { attempts: 2, maxDelay: 0 }, fetch };
    const client = built.createClient(options);
    options.retry.attempts = 50;
    await expect(built.dismissGuard(client, dismissal)).rejects.toMatchObject({ status: 429 });
    expect(requests).toHaveLength(2);
  });

  test("the headers, the retries and the request of a call, between its attempts", async () => {
    const headers: Record<string, string> = { "X-Tenant": "a" };
    const request = { ...dismissal };
    const retry = { attempts: 2, maxDelay: 0 };
    const { requests, fetch } = recorder(() => {
      headers["X-Tenant"] = "b";
      headers["X-Other"] = "b";
      request.postId = "post-of-b";
      retry.attempts = 9;
      return new Response("", { status: 429, headers: { "Retry-After": "0" } });
    });
    const client = built.createClient({ ...credentials, fetch });
    await expect(built.dismissGuard(client, request, { headers, retry })).rejects.toMatchObject({ status: 429 });
    expect(requests.map(({ headers: sent }) => [sent.get("X-Tenant"), sent.get("X-Other")])).toEqual([
      ["a", null],
      ["a", null],
    ]);
    expect(requests.map(({ body }) => JSON.parse(`${body}`).postId)).toEqual(["post-1", "post-1"]);
  });

  test("headers by path, as a `Headers`", async () => {
    const headers = new Headers({ "X-Tenant": "a" });
    const { requests, fetch } = recorder(() => {
      headers.set("X-Tenant", "b");
      return new Response("", { status: 429, headers: { "Retry-After": "0" } });
    });
    const client = built.createPathClient({ ...credentials, fetch });
    await client.POST(built.path, { params: { path: { guardId: "guard-1" } }, body: dismissal, headers });
    expect(requests.map(({ headers: sent }) => sent.get("X-Tenant"))).toEqual(["a", "a", "a"]);
  });

  test("hooks that are methods of a class are called", async () => {
    const heard: string[] = [];
    class Heard {
      onLog() {
        heard.push("event");
      }
    }
    const { fetch } = recorder();
    await built.dismissGuard(built.createClient({ ...credentials, hooks: new Heard(), fetch }), dismissal);
    expect(heard).toEqual(["event", "event"]);
  });
});

describe("withOptions", () => {
  test("is another client, with other options; the first is as it was", async () => {
    const { requests, fetch } = recorder();
    const first = built.createClient({ ...credentials, baseUrl: "https://a.test", fetch });
    const second = first.withOptions({ token: "jwt.of.b", baseUrl: "https://b.test" });
    await built.dismissGuard(first, dismissal);
    await built.dismissGuard(second, dismissal);
    const sent = requests.map(({ url, headers }) => [
      new URL(url).host,
      headers.get("Authorization"),
      headers.get("X-Watch-Key"),
    ]);
    expect(sent).toEqual([
      ["a.test", "Bearer jwt.of.a", "key-of-a"],
      ["b.test", "Bearer jwt.of.b", "key-of-a"],
    ]);
  });

  test("of a client by path has the methods, too", async () => {
    const { requests, fetch } = recorder();
    const client = built.createPathClient({ ...credentials, fetch }).withOptions({ key: "key-of-b" });
    await client.POST(built.path, { params: { path: { guardId: "guard-1" } }, body: dismissal });
    expect(requests[0]?.headers.get("X-Watch-Key")).toBe("key-of-b");
  });

  test("checks what it is given", () => {
    const client = built.createClient(credentials);
    expect(() => client.withOptions({ timeout: Number.NaN })).toThrow(/options.timeout: expected a number/);
  });
});

describe("who forgets something without types is told so, and nothing is sent:", () => {
  const { requests, fetch } = recorder();
  const client = () => built.createClient({ ...credentials, fetch });
  const call = (...given: unknown[]) => (built.dismissGuard as (...given: unknown[]) => Promise<unknown>)(...given);
  const rows: readonly (readonly [name: string, given: () => unknown[], message: RegExp])[] = [
    ["everything", () => [], /`client` must be given/],
    ["the client", () => [dismissal], /`client` must be given/],
    ["the client, null", () => [null, dismissal], /`client` must be given/],
    ["the options of a client instead of it", () => [credentials, dismissal], /`client` must be given/],
    ["the request", () => [client()], /`guardId`, `postId`, `dismissedBy`, `cause` must be given/],
    ["the request, null", () => [client(), null], /`guardId`, `postId`, `dismissedBy`, `cause` must be given/],
    ["a parameter", () => [client(), { ...dismissal, guardId: undefined }], /`guardId` must be given/],
    ["a field", () => [client(), { ...dismissal, cause: undefined }], /`cause` must be given/],
    ["a field that is only inherited", () => [client(), Object.create(dismissal)], /`guardId`.* must be given/],
  ];
  test.for(rows)("%s", async ([, given, message]) => {
    await expect(call(...given())).rejects.toMatchObject({
      name: "InvalidRequestError",
      kind: "invalid-request",
      outcome: "not-sent",
      attempts: 0,
      message: expect.stringMatching(message),
    });
    expect(requests).toEqual([]);
  });
});
