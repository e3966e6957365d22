import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../../dist/index.js";
import { description, endless } from "../endless.ts";

const name = (text: string) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(text),
  signal: AbortSignal.timeout(10_000),
});

test("answers for an engine that does not come back, starts another, and says so", async () => {
  const warnings: string[] = [];
  const mock = await startMock({ description, answerTimeout: 500, onWarning: (warning) => warnings.push(warning) });
  onTestFinished(() => mock.stop());

  const lost = await fetch(`${mock.url}/names`, name(endless));
  expect(lost.status).toBe(502);
  expect(await lost.json()).toMatchObject({
    type: "urn:spkey-mock:engine-ended",
    detail: expect.stringMatching(/POST \/names/),
  });
  expect((await fetch(`${mock.url}/names`, name("aaa"))).status).toBe(204);
  expect(warnings).toEqual([expect.stringMatching(/no answer to POST \/names within 0.5 s.*Another has been started/)]);
  expect(await (await fetch(`${mock.url}/__mock/health`)).json()).toMatchObject({ status: "ok", restarts: 1 });
});

test("an engine that does not come back is lost with what it was given, and not with all that waits", async () => {
  const mock = await startMock({ description, answerTimeout: 500 });
  onTestFinished(() => mock.stop());
  const statusOf = async (text: string) => (await fetch(`${mock.url}/names`, name(text))).status;
  await statusOf("a");
  const lost = statusOf(endless);
  const others = await Promise.all(Array.from({ length: 300 }, () => statusOf("aaa")));
  expect(await lost).toBe(502);
  const counts = Map.groupBy(others, (status) => status);
  expect([...counts.keys()].filter((status) => status !== 204 && status !== 502)).toEqual([]);
  expect(counts.get(502)?.length ?? 0).toBeLessThan(64);
  expect(mock.calls.at(-1)?.verdict).toBe("accepted");
});

test("with two workers, the other one answers meanwhile", async () => {
  const mock = await startMock({ description, answerTimeout: 60_000, workers: 2 });
  onTestFinished(() => mock.stop());
  const left = new AbortController();
  const lost = fetch(`${mock.url}/names`, { ...name(endless), signal: left.signal }).catch(() => "left");
  // The one that is busy gets no more.
  for (let i = 0; i < 10; i++) expect((await fetch(`${mock.url}/names`, name("aaa"))).status).toBe(204);
  left.abort();
  expect(await lost).toBe("left");
});

test("stops while its engine does not come back", async () => {
  const mock = await startMock({ description, answerTimeout: 60_000 });
  const lost = fetch(`${mock.url}/names`, name(endless)).catch(() => "cut off");
  await expect.poll(async () => (await fetch(`${mock.url}/__mock/health`)).status).toBe(200);
  await mock.stop();
  expect(await lost).toBe("cut off");
});

test.for([
  { name: "a file that is not there", description: "nowhere/openapi.yaml", says: /nowhere/ },
  {
    name: "what is no description",
    description: { hello: "world" },
    says: /Can.t mock the description: this is no OpenAPI description/,
  },
  {
    name: "an operation that is described twice",
    description: {
      ...description,
      paths: { "/a/{b}": description.paths["/names"], "/a/{c}": description.paths["/names"] },
    },
    says: /POST \/a\/\{c\} .*twice/,
  },
])("does not start on $name, and leaves nothing running", async ({ description: broken, says }) => {
  await expect(startMock({ description: broken })).rejects.toThrow(says);
});

test("calls no address that a request names, unless it is told to", async () => {
  const called: string[] = [];
  const target = await startMock({ description, onCall: ({ method }) => called.push(method) });
  onTestFinished(() => target.stop());
  const callbacks = { done: { "{$request.body#/url}": { post: { responses: { "200": { description: "OK" } } } } } };
  const withCallback = {
    ...description,
    paths: {
      "/jobs": {
        post: {
          requestBody: { content: { "application/json": { schema: { type: "object" } } } },
          responses: { "204": { description: "It is begun." } },
          callbacks,
        },
      },
    },
  };
  const job = { ...name(""), body: JSON.stringify({ url: `${target.url}/called` }) };
  const silent = await startMock({ description: withCallback });
  onTestFinished(() => silent.stop());
  expect((await fetch(`${silent.url}/jobs`, job)).status).toBe(204);
  const told = await startMock({ description: withCallback, callbacks: true });
  onTestFinished(() => told.stop());
  expect((await fetch(`${told.url}/jobs`, job)).status).toBe(204);
  await expect.poll(() => called).toEqual(["POST"]);
});
