import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CommandOptions, commandClient, dismissal, dismissed } from "./support/command.ts";

type Built = Awaited<ReturnType<typeof commandClient>>;
let built: Built;
/** The same package, installed twice. */
let copy: Built;
beforeAll(async () => {
  [built, copy] = await Promise.all([commandClient(), commandClient()]);
});
afterAll(() => Promise.all([built?.remove(), copy?.remove()]));

const credentials = { token: "jwt.SECRET.of", key: "key-SECRET-1" };
const answering = (status: number, body: BodyInit = "", headers: Record<string, string> = {}) => ({
  fetch: async () => new Response(body, { status, headers: { "Content-Type": "application/json", ...headers } }),
});
const json = (value: unknown, status = 200) => answering(status, JSON.stringify(value));

async function failureOf(options: CommandOptions, call: object = {}, from = built): Promise<Error> {
  const client = from.createClient({ ...credentials, ...options });
  return from.dismissGuard(client, dismissal, call).then(
    () => expect.unreachable("It succeeded."),
    (error: Error) => error,
  );
}

const lost = { fetch: () => Promise.reject(new TypeError("fetch failed")) };
const rows: readonly (readonly [name: string, kind: string, options: CommandOptions, call?: () => object])[] = [
  ["DocumentedStatusError", "documented-status", json({ error: "Not Found", message: "No such guard" }, 404)],
  ["UndocumentedStatusError", "undocumented-status", answering(418)],
  ["MalformedResponseError", "malformed-response", json({})],
  ["TimeoutError", "timeout", { timeout: 20, fetch: () => new Promise(() => {}) }],
  ["ConnectionError", "connection", lost],
  ["AbortError", "abort", {}, () => ({ signal: AbortSignal.abort() })],
  ["InvalidRequestError", "invalid-request", { key: "" }],
];

describe.for(rows)("%s", ([name, kind, options, call]) => {
  test("has the name of its class, and says what it is in its stack and its JSON", async () => {
    const error = await failureOf(options, call?.());
    expect([error.name, Object(error).kind]).toEqual([name, kind]);
    expect(`${error}`).toMatch(new RegExp(`^${name}: POST /guards/{guardId}/dismiss: `));
    expect(error.stack).toMatch(new RegExp(`^${name}: POST `));
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name, kind, path: built.path });
    expect(inspect(error)).toContain(name);
  });

  test("is known to another copy of the package", async () => {
    const error = await failureOf(options, call?.());
    expect(copy.isApiError(error)).toBe(true);
    expect(copy.isDismissGuardError(error)).toBe(true);
  });

  test("its stack names the caller", async () => {
    const error = await failureOf(options, call?.());
    expect(error.stack).toMatch(/errors\.test\.ts/);
  });
});

test("what is no error of the client is none to its guards", () => {
  for (const value of [undefined, null, "text", 1, {}, new Error("no"), { kind: "timeout" }, { name: "ApiError" }]) {
    expect(built.isApiError(value)).toBe(false);
    expect(built.isDismissGuardError(value)).toBe(false);
  }
});

describe("an abort", () => {
  test("has its reason, which is in no message", async () => {
    const reason = new Error("Ada pressed Stop");
    const error = await failureOf({}, { signal: AbortSignal.abort(reason) });
    expect(Object(error).raw()).toBe(reason);
    expect(error.cause).toMatchObject({ name: "Error" });
    expect(inspect(error)).not.toContain("Ada");
  });

  test("has a reason that is no error", async () => {
    const error = await failureOf({}, { signal: AbortSignal.abort("stop") });
    expect(Object(error).raw()).toBe("stop");
  });

  test("by `AbortSignal.timeout` can be told from a person's", async () => {
    const waiting = { fetch: () => new Promise<Response>(() => {}) };
    const late = await failureOf(waiting, { signal: AbortSignal.timeout(20) });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const stopped = await failureOf(waiting, { signal: controller.signal });
    expect([late, stopped]).toMatchObject([
      { kind: "abort", cause: { name: "TimeoutError" } },
      { kind: "abort", cause: { name: "AbortError" } },
    ]);
  });
});

describe("what can't be written is named:", () => {
  const unwritable: readonly (readonly [what: string, given: object, call?: object])[] = [
    ["`guardId` must be a text", { guardId: "\ud800" }],
    ["the body can't be written", { postId: 1n }],
    ["a header or `signal` can't be used", {}, { headers: { "X-Bad\n": "a" } }],
    ["a header or `signal` can't be used", {}, { headers: { "X-Bad": "a\nb" } }],
  ];
  test.for(unwritable)("%s", async ([what, given, call]) => {
    const client = built.createClient({ ...credentials, fetch: async () => Response.json(dismissed) });
    await expect(built.dismissGuard(client, { ...dismissal, ...given }, call)).rejects.toMatchObject({
      kind: "invalid-request",
      outcome: "not-sent",
      message: expect.stringContaining(what),
    });
  });

  test("the query can't be written", async () => {
    const client = built.createPathClient({ ...credentials, fetch: async () => Response.json(dismissed) });
    const params = { path: { guardId: "guard-1" }, query: { q: "\ud800" } };
    await expect(client.POST(built.path, { params, body: dismissal })).rejects.toMatchObject({
      message: expect.stringContaining("the query can't be written"),
    });
  });
});

describe("text that the server chose", () => {
  const long = "x".repeat(5000);
  const texts: readonly (readonly [name: string, options: CommandOptions])[] = [
    ["a media type", answering(200, "{}", { "Content-Type": `text/${long}` })],
    ["the name of a request", answering(404, "{}", { "X-Request-Id": long })],
    ["the name of a request, by another header", answering(200, "{}", { "Request-Id": long })],
    ["a body", answering(500, long)],
    ["names of properties", json({ [long]: 1 })],
  ];
  test.for(texts)("is bounded: %s", async ([, options]) => {
    const events: unknown[] = [];
    const error = await failureOf({ ...options, hooks: { onLog: (event) => void events.push(event) } });
    expect(error.message.length).toBeLessThan(1024);
    expect(JSON.stringify(error).length).toBeLessThan(4096);
    for (const event of events) expect(JSON.stringify(event).length).toBeLessThan(4096);
  });

  const { token, key } = credentials;
  const echoes: readonly (readonly [name: string, options: CommandOptions])[] = [
    ["a media type", answering(200, "{}", { "Content-Type": `text/${token}` })],
    ["a media type that is cut", answering(200, "{}", { "Content-Type": `text/${"x".repeat(120)}${token}` })],
    ["the name of a request", answering(404, "{}", { "X-Request-Id": `req-${key}` })],
    ["the name of a request that is cut", answering(404, "{}", { "X-Request-Id": `${"x".repeat(120)}${key}` })],
    ["the whole header", answering(503, "{}", { "Request-Id": `Bearer ${token}, ${key}` })],
  ];
  test.for(echoes)("never repeats a credential: %s", async ([, options]) => {
    const events: unknown[] = [];
    const error = await failureOf({ ...options, hooks: { onLog: (event) => void events.push(event) } });
    const printed = [error.message, error.stack, inspect(error), JSON.stringify(error), inspect(events)].join("\n");
    expect(printed).not.toContain(token.slice(0, 8));
    expect(printed).not.toContain(key.slice(0, 8));
  });

  test("the name of a request is otherwise as it was answered", async () => {
    const error = await failureOf(answering(404, "{}", { "X-Request-Id": "req_8a:F/1" }));
    expect(error).toMatchObject({ requestId: "req_8a:F/1" });
  });
});

describe("what the server says for people", () => {
  const said = { error: "Not Found", message: `No such guard, ${credentials.token}` };
  const message = async (messageFrom: string | undefined, answer: CommandOptions) =>
    (await failureOf({ ...answer, ...(messageFrom !== undefined && { messageFrom }) })).message;

  test("is in no message", async () => {
    expect(await message(undefined, json(said, 404))).toMatch(/: the API answered 404\.$/);
  });

  test("is in the message where the caller wants it, without credentials", async () => {
    expect(await message("message", json(said, 404))).toMatch(/: the API answered 404: No such guard, \*\*\*$/);
  });

  test("may stand deeper, and in an answer that is not documented", async () => {
    expect(await message("error.message", json({ error: { message: "no" } }, 418))).toMatch(/: no$/);
  });

  test("is bounded", async () => {
    const text = await message("message", json({ ...said, message: "x".repeat(5000) }, 404));
    expect(text.length).toBeLessThan(1024);
    expect(text).toContain("404: xxx");
  });

  test.for([
    ["a number", 1],
    ["an object", {}],
    ["null", null],
    ["nothing", undefined],
  ] as const)("is no text: %s", async ([, value]) => {
    expect(await message("message", json({ message: value }, 418))).toMatch(
      /\d( is not as described: [^:]*(: [^:]*)?)?\.$/,
    );
  });

  test("is not a text that an object inherits", async () => {
    expect(await message("constructor.name", json(said, 404))).toMatch(/\d( is not as described: [^:]*(: [^:]*)?)?\.$/);
  });

  test("is nothing where the body is none of JSON", async () => {
    expect(await message("length", answering(502, "<h1>", { "Content-Type": "text/html" }))).toMatch(
      /\d( is not as described: [^:]*(: [^:]*)?)?\.$/,
    );
  });
});

describe("a number beyond all numbers is none of JSON", () => {
  test.for(["1e999", "-1e999"])("%s", async (number) => {
    const error = await failureOf(answering(200, JSON.stringify(dismissed).replace("42", number)));
    expect(error).toMatchObject({ kind: "malformed-response" });
    expect(error.message).toMatch(/version: expected (integer|number), got infinity/);
  });
});
