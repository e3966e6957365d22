import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { commandClient, dismissal, dismissed } from "./support/command.ts";

let built: Awaited<ReturnType<typeof commandClient>>;
beforeAll(async () => {
  built = await commandClient();
});
afterAll(() => built?.remove());
afterEach(() => vi.unstubAllEnvs());

const credentials = { token: "jwt.SECRET", key: "key-SECRET" };

/** Lines that are written of a call that is refused once. */
async function linesOf(options: Parameters<typeof built.logger>[0] = {}): Promise<string[]> {
  const lines: string[] = [];
  const write = (level: string) => (line: string) => void lines.push(`${level} ${line}`);
  const onLog = built.logger({ to: { debug: write("debug"), info: write("info"), warn: write("warn") }, ...options });
  const answers = [
    new Response("", { status: 429, headers: { "Retry-After": "0" } }),
    Response.json(dismissed, { headers: { "X-Request-Id": "req-8a" } }),
  ];
  const fetch = async () => answers.shift() ?? Response.error();
  await built.dismissGuard(built.createClient({ ...credentials, fetch, hooks: { onLog } }), dismissal);
  return lines;
}

const call = "spkey POST /guards/{guardId}/dismiss";
const amiss = [`warn ${call} answered 429, attempt 1`, `warn ${call} is sent again in 0 ms, attempt 1`];
const answered = `info ${call} answered 200, attempt 2, request req-8a`;

describe("logger", () => {
  test("writes a line for each event, at its level", async () => {
    expect(await linesOf({ level: "debug" })).toEqual([
      `debug ${call} is sent, attempt 1`,
      ...amiss,
      `debug ${call} is sent, attempt 2`,
      answered,
    ]);
    expect(await linesOf({ level: "info" })).toEqual([...amiss, answered]);
    expect(await linesOf({ level: "error" })).toEqual([]);
    expect(await linesOf({ level: "off" })).toEqual([]);
  });

  test("writes what is amiss, unless the environment says another level", async () => {
    vi.stubEnv("SPKEY_LOG", undefined);
    expect(await linesOf()).toEqual(amiss);
    vi.stubEnv("SPKEY_LOG", "info");
    expect(await linesOf()).toEqual([...amiss, answered]);
    expect(await linesOf({ level: "off" })).toEqual([]);
    vi.stubEnv("SPKEY_LOG", "everything");
    expect(await linesOf()).toEqual(amiss);
  });

  test("writes to the console by itself", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    built.logger({ level: "warn" })({
      type: "invalid-response",
      operation: "dismissGuard",
      method: "POST",
      path: "/guards",
      attempts: 1,
      outcome: "unknown",
      status: 200,
      reason: "version: expected integer, got string",
      raw: () => undefined,
    });
    expect(warn.mock.calls).toEqual([
      ["spkey POST /guards answered 200, not as described: version: expected integer, got string, attempt 1"],
    ]);
    warn.mockRestore();
  });

  test("refuses a level that there is not", () => {
    const make = built.logger as (options: object) => unknown;
    expect(() => make({ level: "loud" })).toThrow(/one of debug, info, warn, error, off; it can't be loud/);
  });
});

describe("withResponse", () => {
  const fetch = async () => Response.json(dismissed, { headers: { "X-Rate-Left": "9" } });

  test("gives the data of an operation, and its response", async () => {
    const client = built.createClient({ ...credentials, fetch });
    const { data, response } = await built.withResponse(client, (own) => built.dismissGuard(own, dismissal));
    expect([data, response.status, response.headers.get("X-Rate-Left")]).toEqual([dismissed, 200, "9"]);
  });

  test("throws what the call throws, which has the response of an error", async () => {
    const client = built.createClient({ ...credentials, fetch: async () => new Response("", { status: 418 }) });
    const call = built.withResponse(client, (own) => built.dismissGuard(own, dismissal));
    await expect(call).rejects.toMatchObject({ kind: "undocumented-status", response: { status: 418 } });
  });

  test("tells calls that run side by side apart", async () => {
    let count = 0;
    const counting = async () => Response.json(dismissed, { headers: { "X-Count": `${++count}` } });
    const client = built.createClient({ ...credentials, fetch: counting });
    const both = await Promise.all(
      [1, 2].map(() => built.withResponse(client, (own) => built.dismissGuard(own, dismissal))),
    );
    expect(both.map(({ response }) => response.headers.get("X-Count")).toSorted()).toEqual(["1", "2"]);
  });

  test("says when nothing was called", async () => {
    const client = built.createClient({ ...credentials, fetch });
    await expect(built.withResponse(client, async () => 1)).rejects.toThrow(/no operation was called/);
  });
});
