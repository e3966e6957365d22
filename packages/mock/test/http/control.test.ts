import { describe, expect, onTestFinished, test } from "vitest";
import { type MockOptions, type Scenarios, startMock } from "../../dist/index.js";
import { call, command } from "../call.ts";

async function started(options: MockOptions = {}) {
  const mock = await startMock({ description: command, ...options });
  onTestFinished(() => mock.stop());
  const control = (method: string, path: string, body?: string) =>
    fetch(`${mock.url}/__mock/${path}`, { method, ...(body !== undefined && { body }) });
  const status = async (...args: Parameters<typeof call> extends [unknown, ...infer Rest] ? Rest : never) =>
    (await call(mock, ...args)).status;
  return { mock, control, status };
}

const goneOnce = "checkOutGuest:\n  answers: [{ code: 404 }, { code: 200 }]\n";

describe("/__mock/scenarios", () => {
  test.for([
    { form: "YAML", text: goneOnce },
    { form: "JSON", text: '{"checkOutGuest": {"answers": [{"code": 404}, {"code": 200}]}}' },
  ])("takes scenarios in $form, which are played from their beginning", async ({ text }) => {
    const { control, status } = await started();
    expect(await status()).toBe(200);
    expect((await control("PUT", "scenarios", text)).status).toBe(204);
    expect([await status(), await status(), await status()]).toEqual([404, 200, 200]);
    expect((await control("PUT", "scenarios", text)).status).toBe(204);
    expect(await status()).toBe(404);
  });

  test("tells them as they are written, and goes back to the first ones", async () => {
    const scenarios: Scenarios = { checkOutGuest: { per: ["path.id"], answers: [{ code: 400 }] } };
    const { control, status } = await started({ scenarios });
    const first = { checkOutGuest: { per: ["path.id"], answers: [{ code: 400 }] } };
    expect(await (await control("GET", "scenarios")).json()).toEqual(first);
    const other = {
      checkOutGuest: {
        answers: [
          { "fail-with": 503, delay: "1ms..2ms" },
          { code: 404, example: "notFound" },
        ],
        delay: "1ms",
        fail: "5%",
        "fail-with": "reset",
      },
    };
    expect((await control("PUT", "scenarios", JSON.stringify(other))).status).toBe(204);
    expect(await (await control("GET", "scenarios")).json()).toEqual(other);
    expect(await status()).toBe(503);
    expect((await control("DELETE", "scenarios")).status).toBe(204);
    expect(await (await control("GET", "scenarios")).json()).toEqual(first);
    expect(await status()).toBe(400);
  });

  test.for([
    { text: "a: [", says: /^body:1:5: / },
    { text: "", says: /^body:1:1: scenarios are a map/ },
    { text: "nothing: { answers: [{ code: 200 }] }", says: /^body:1:10: `nothing` is no operation.*checkOutGuest/ },
    { text: "checkOutGuest:\n  answers:\n    - code: 409\n", says: /^body:3:13: .*no documented response 409/ },
    {
      text: "checkOutGuest:\n  answers: [{ code: 404, example: notfound }]\n",
      says: /^body:2:35: .* Did you mean notFound\?/,
    },
  ])("refuses what is none, and goes on with those it has: $text", async ({ text, says }) => {
    const { control, status } = await started();
    await control("PUT", "scenarios", goneOnce);
    const refused = await control("PUT", "scenarios", text);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ type: "urn:spkey-mock:invalid", detail: expect.stringMatching(says) });
    expect(await status()).toBe(404);
  });

  test("has none before a real server", async () => {
    const { control } = await started({ proxy: "http://127.0.0.1:1" });
    const refused = await control("PUT", "scenarios", goneOnce);
    expect([refused.status, ((await refused.json()) as { detail: string }).detail]).toEqual([
      422,
      "The real server answers, and no scenario.",
    ]);
  });

  test("is not for pages of other origins", async () => {
    const { mock, status } = await started();
    const preflight = await fetch(`${mock.url}/__mock/scenarios`, {
      method: "OPTIONS",
      headers: { Origin: "http://page.test", "Access-Control-Request-Method": "PUT" },
    });
    expect([preflight.status, preflight.headers.get("Access-Control-Allow-Origin")]).toEqual([405, null]);
    expect(await status()).toBe(200);
  });
});

describe("/__mock/calls", () => {
  const path = "/guests/{id}/CheckOut";
  const operation = { method: "POST", path, operationId: "checkOutGuest" };

  test("counts the calls of each operation, and forgets them", async () => {
    const { mock, control, status } = await started();
    const none = { count: 0, verdicts: {}, statuses: {} };
    expect(await (await control("GET", "calls")).json()).toEqual({
      count: 0,
      operations: [{ ...operation, ...none }],
      others: none,
    });
    await status();
    await status({ id: "secret-guest" });
    await status({ body: {} });
    await status({ path: "/nowhere?token=secret-token" });
    await status({ method: "GET" });
    const text = await (await control("GET", "calls")).text();
    expect(JSON.parse(text)).toEqual({
      count: 5,
      operations: [{ ...operation, count: 3, verdicts: { accepted: 2, refused: 1 }, statuses: { 200: 2, 400: 1 } }],
      others: { count: 2, verdicts: { mock: 2 }, statuses: { 404: 1, 405: 1 } },
    });
    expect(text).not.toMatch(/secret/);
    expect(mock.counts()).toEqual(JSON.parse(text));
    expect((await control("DELETE", "state")).status).toBe(204);
    expect(mock.counts().count).toBe(0);
  });

  test("counts more calls than are kept", async () => {
    const { mock, status } = await started();
    for (let i = 0; i < 13; i++) await Promise.all(Array.from({ length: 10 }, () => status()));
    expect([mock.counts().count, mock.calls.length]).toEqual([130, 100]);
    mock.forget();
    expect([mock.counts().count, mock.calls.length]).toEqual([0, 0]);
  });
});

test("a program sets scenarios, of which it keeps nothing", async () => {
  const { mock, status } = await started();
  const answers = [{ code: 404 }];
  await mock.setScenarios({ checkOutGuest: { answers } });
  answers[0] = { code: 400 };
  expect(await status()).toBe(404);
  await expect(mock.setScenarios({ checkOutGuest: { answers: [{ code: 409 }] } })).rejects.toThrow(
    /no documented response 409/,
  );
  expect(await status()).toBe(404);
});

test("what each object inherits is no operation of the mock's own", async () => {
  const { control } = await started();
  expect((await control("GET", "constructor")).status).toBe(404);
  expect((await control("GET", "../__mock/__proto__")).status).toBe(404);
});

describe("the faults of an operation", () => {
  const things = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    paths: {
      "/things": { get: { operationId: "constructor", responses: { "204": { description: "None." } } } },
      "/others": { get: { operationId: "others", responses: { "204": { description: "None." } } } },
    },
  };
  const statusOf = (url: string) =>
    fetch(url).then(
      ({ status }) => status,
      () => "no answer",
    );

  test("are made in that one only", async () => {
    const { mock } = await started({ description: things, scenarios: { others: { failureRate: 1, failWith: 502 } } });
    expect([await statusOf(`${mock.url}/things`), await statusOf(`${mock.url}/others`)]).toEqual([204, 502]);
    expect(mock.calls.at(-1)).toMatchObject({ verdict: "failed", status: 502 });
  });

  test("take the place of those of all", async () => {
    const scenarios = { "GET /others": { failureRate: 0 } };
    const { mock } = await started({ description: things, failureRate: 1, failWith: 503, scenarios });
    expect([await statusOf(`${mock.url}/things`), await statusOf(`${mock.url}/others`)]).toEqual([503, 204]);
  });

  test("are made one after the other, where they are answers", async () => {
    const answers = [{ failWith: "reset" }, { failWith: 503 }, { code: 204, delay: { from: 60, to: 60 } }] as const;
    const { mock } = await started({ description: things, scenarios: { others: { answers } } });
    const url = `${mock.url}/others`;
    expect([await statusOf(url), await statusOf(url)]).toEqual(["no answer", 503]);
    const began = performance.now();
    expect(await statusOf(url)).toBe(204);
    expect(performance.now() - began).toBeGreaterThanOrEqual(59);
  });

  test("are not those of a step where the request is refused", async () => {
    const { status } = await started({ scenarios: { checkOutGuest: { answers: [{ failWith: 503 }, { code: 200 }] } } });
    expect([await status({ body: {} }), await status(), await status()]).toEqual([400, 503, 200]);
  });

  test("are also for calls that choose their answer", async () => {
    const { status } = await started({
      scenarios: { checkOutGuest: { failureRate: 1, failWith: 502, answers: [{ code: 404 }] } },
    });
    expect(await status({ headers: { Prefer: "code=400" } })).toBe(502);
  });
});
