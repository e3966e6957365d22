import { readDescription, serverUrl } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type MockedContract, mockContract } from "../../src/msw.ts";
import { setupContract } from "../../src/vitest.ts";

const document = await readDocument("command");
const [operation] = readDescription(document).operations;
if (!operation) throw new Error("The description has no operation.");
const { id } = operation;
const base = serverUrl(operation.servers[0]);
const url = `${base}/guards/guard-7/dismiss`;
const sent = { postId: "post-1", dismissedBy: "captain-2", cause: "The watch is over" };
const credentials = { Authorization: "Bearer any", "X-Watch-Key": "any" };
const call = (body: object = sent, headers: Record<string, string> = credentials, to = url) =>
  fetch(to, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

let contract: MockedContract;
const server = setupServer();
beforeAll(async () => {
  await setupContract({ spec: document });
  contract = await mockContract({ spec: document });
  server.listen({ onUnhandledFrame: "error" });
  server.use(...contract.handlers);
});
afterEach(() => server.resetHandlers(...contract.handlers));
afterAll(async () => {
  server.close();
  await contract?.close();
});

describe("the API's own URL", () => {
  test("is answered, with the values of the request", async () => {
    const response = await call();
    expect(response.status).toBe(200);
    await expect(response).toMatchContract(id, { strict: true });
    expect(await response.json()).toMatchObject({ postId: "post-1" });
  });

  test("holds requests against the description", async () => {
    const response = await call({ ...sent, cause: 1 });
    expect(response.status).toBe(400);
    expect(response.headers.get("sl-violations")).toContain("cause");
    await expect(response).toMatchContract(id);
    expect(contract.mock.calls.at(-1)?.reasons.join()).toContain("cause");
  });

  test("wants credentials", async () => {
    const response = await call(sent, {});
    expect(response.status).toBe(401);
    expect(response.headers.get("Content-Type")).toContain("application/problem+json");
  });

  test("answers what is preferred", async () => {
    const response = await call(sent, { ...credentials, Prefer: "code=404" });
    expect(response.status).toBe(404);
    await expect(response).toMatchContract(id, { status: 404 });
  });

  test("has no path and no method that is not described", async () => {
    expect((await fetch(`${base}/nowhere`)).status).toBe(404);
    expect((await fetch(url)).status).toBe(405);
  });

  test("leaves what is not below it to others", async () => {
    const beside = `${base}x/guards`;
    server.resetHandlers(
      ...contract.handlers,
      http.get(beside, () => new Response("other")),
    );
    expect(await (await fetch(beside)).text()).toBe("other");
  });
});

describe("one operation", () => {
  test("answers another response, once or until handlers are reset", async () => {
    server.use(contract.handler(id, { code: 404 }, { once: true }));
    expect([(await call()).status, (await call()).status]).toEqual([404, 200]);
    server.use(contract.handler(`POST ${operation.path}`, { code: 404 }));
    expect([(await call()).status, (await call()).status]).toEqual([404, 404]);
  });

  test("answers a named example, of whichever response has it", async () => {
    const content = { "application/json": { examples: { full: { value: "full" }, shut: { value: "shut" } } } };
    const responses = { 200: { description: "" }, 409: { description: "", content } };
    const enter = { operationId: "enter", responses };
    const spec = {
      openapi: "3.1.0",
      info: { title: "Inn", version: "1" },
      servers: [{ url: "https://inn.test" }],
      paths: { "/rooms": { get: enter } },
    };
    await using inn = await mockContract({ spec });
    const handlers = [{ example: "shut" }, { code: 409 }, {}].map((answer) =>
      inn.handler("enter", answer, { once: true }),
    );
    server.resetHandlers(...handlers);
    const answers: unknown[] = [];
    for (const _ of handlers) {
      const response = await fetch("https://inn.test/rooms");
      answers.push([response.status, await response.text()]);
    }
    expect(answers).toEqual([
      [409, '"shut"'],
      [409, '"full"'],
      [200, ""],
    ]);
    expect(() => inn.handler("enter", { example: "shutt" })).toThrow('has no example "shutt"; did you mean "shut"?');
  });

  test("still refuses what breaks the description", async () => {
    server.use(contract.handler(id, { code: 404 }));
    expect((await call({})).status).toBe(400);
  });

  test("is refused where the description has no such operation, response or example", () => {
    expect(() => contract.handler(`${id}s`, {})).toThrow(`Did you mean "${id}"?`);
    expect(() => contract.handler(id, { code: 418 })).toThrow(/has no response 418; it has 200, /);
    expect(() => contract.handler(id, { code: 404, example: "nothing" })).toThrow(
      /no example "nothing" of its response 404/,
    );
  });
});

test("one operation leaves those beside it as they are", async () => {
  const get = (operationId: string) => ({
    operationId,
    responses: { 200: { description: "" }, 410: { description: "" } },
  });
  const spec = {
    openapi: "3.1.0",
    info: { title: "Inn", version: "1" },
    servers: [{ url: "https://inn.test" }],
    paths: { "/rooms/{name}": { get: get("room"), post: get("rent") }, "/rooms/best": { get: get("best") } },
  };
  await using inn = await mockContract({ spec });
  server.resetHandlers(inn.handler("room", { code: 410 }), ...inn.handlers);
  const statusOf = async (path: string, method = "GET") => (await fetch(`https://inn.test${path}`, { method })).status;
  expect([await statusOf("/rooms/9"), await statusOf("/rooms/best"), await statusOf("/rooms/9", "POST")]).toEqual([
    410, 200, 200,
  ]);
});

test("a call that is given up ends", async () => {
  await using slow = await mockContract({ spec: document, delay: { from: 60_000, to: 60_000 } });
  server.resetHandlers(...slow.handlers);
  await expect(fetch(url, { method: "POST", signal: AbortSignal.timeout(200) })).rejects.toThrow("timeout");
});

test("a connection that is broken off on purpose is no answer", async () => {
  await using broken = await mockContract({ spec: document, failureRate: 1, failWith: "reset" });
  server.resetHandlers(...broken.handlers);
  await expect(call()).rejects.toThrow(TypeError);
});

test("a contract that was closed says so", async () => {
  const closed = await mockContract({ spec: document });
  await Promise.all([closed.close(), closed.close()]);
  server.resetHandlers(...closed.handlers);
  const errors = vi.spyOn(console, "error").mockReturnValue();
  const response = await call();
  errors.mockRestore();
  expect(response.status).toBe(500);
  expect(await response.text()).toContain("close it after the last test");
});

test("another URL is answered instead of the described ones", async () => {
  await using other = await mockContract({ spec: document, baseUrl: ["https://a.test/v9/", "https://a.test"] });
  server.resetHandlers(...other.handlers);
  expect((await call(sent, credentials, "https://a.test/v9/guards/g/dismiss")).status).toBe(200);
  expect((await call(sent, credentials, "https://a.test/guards/g/dismiss")).status).toBe(200);
  await expect(mockContract({ spec: document, baseUrl: "/v1" })).rejects.toThrow("is no http or https URL");
  const relative = { ...document, servers: [{ url: "/v1" }] };
  await expect(mockContract({ spec: relative })).rejects.toThrow("names no server with a host");
});
