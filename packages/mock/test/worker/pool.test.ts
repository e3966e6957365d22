import { once } from "node:events";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startMock } from "../../dist/index.js";
import { description, endless } from "../endless.ts";

const name = (text: string) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(text),
  signal: AbortSignal.timeout(30_000),
});

test("answers for an engine that does not come back, starts another, and says so", async () => {
  const warnings: string[] = [];
  const mock = await startMock({ description, answerTimeout: 2_000, onWarning: (warning) => warnings.push(warning) });
  onTestFinished(() => mock.stop());

  const lost = await fetch(`${mock.url}/names`, name(endless));
  expect(lost.status).toBe(502);
  expect(await lost.json()).toMatchObject({
    type: "urn:spkey-mock:engine-ended",
    detail: expect.stringMatching(/POST \/names/),
  });
  expect((await fetch(`${mock.url}/names`, name("aaa"))).status).toBe(204);
  expect(warnings).toEqual([expect.stringMatching(/no answer to POST \/names within 2 s.*Another has been started/)]);
  expect(await (await fetch(`${mock.url}/__mock/health`)).json()).toMatchObject({ status: "ok", restarts: 1 });
});

test("an engine that does not come back is lost with what it was given, and not with all that waits", async () => {
  const mock = await startMock({ description, answerTimeout: 2_000 });
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

/** A file of a description, which can be changed. */
async function changeable(first: object) {
  const folder = await mkdtemp(join(tmpdir(), "spkey-mock-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "openapi.json");
  // As editors do: a mock that reads meanwhile finds the old one or the new one, and no half.
  const change = async (document: object) => {
    await writeFile(`${file}.new`, JSON.stringify(document));
    await rename(`${file}.new`, file);
  };
  await change(first);
  return { file, change };
}

const first = { get: { operationId: "first", responses: { "200": { description: "First." } } } };
/** In it, each operation has another index than in the one without. */
const longer = { ...description, paths: { "/first": first, ...description.paths } };
const { paths: _, ...withoutPaths } = description;
const other = { ...withoutPaths, paths: { "/first": first } };

test("an engine that is started again reads what the description has become, and requests go by that", async () => {
  const { file, change } = await changeable(description);
  const mock = await startMock({ description: file, answerTimeout: 2_000 });
  onTestFinished(() => mock.stop());
  await change(longer);
  expect((await fetch(`${mock.url}/first`)).status).toBe(404);
  expect((await fetch(`${mock.url}/names`, name(endless))).status).toBe(502);
  await expect.poll(async () => (await fetch(`${mock.url}/first`)).status).toBe(200);
  expect((await fetch(`${mock.url}/names`, name("aaa"))).status).toBe(204);
});

test("an engine that can't read what the description has become leaves nobody waiting", async () => {
  const { file, change } = await changeable(description);
  const warnings: string[] = [];
  const onWarning = (warning: string) => void warnings.push(warning);
  const mock = await startMock({ description: file, answerTimeout: 2_000, onWarning });
  onTestFinished(() => mock.stop());
  await change({});
  expect((await fetch(`${mock.url}/names`, name(endless))).status).toBe(502);
  expect((await fetch(`${mock.url}/names`, name("aaa"))).status).toBe(502);
  expect(warnings).toEqual([
    expect.stringContaining("Another has been started"),
    expect.stringMatching(/can't go on: Can't mock .*openapi\.json/),
  ]);
  await change(description);
  await mock.reload();
  expect((await fetch(`${mock.url}/names`, name("aaa"))).status).toBe(204);
});

test("a description that the scenarios don't fit is not taken over", async () => {
  const { file, change } = await changeable(longer);
  const mock = await startMock({ description: file, scenarios: { first: { answers: [{ code: 200 }] } }, workers: 2 });
  onTestFinished(() => mock.stop());
  await change(description);
  await expect(mock.reload()).rejects.toThrow(/`first` is no operation/);
  for (let i = 0; i < 4; i++) {
    expect((await fetch(`${mock.url}/names`, name("aaa"))).status).toBe(204);
    expect((await fetch(`${mock.url}/first`)).status).toBe(200);
  }
});

test("reloads at once are done one after the other", async () => {
  const { file, change } = await changeable(description);
  const mock = await startMock({ description: file });
  onTestFinished(() => mock.stop());
  const reloads = [mock.reload(), mock.reload()];
  await change(longer);
  await Promise.all([...reloads, mock.reload()]);
  expect((await fetch(`${mock.url}/first`)).status).toBe(200);
});

describe("what the description is about to say", () => {
  const status = async (url: string) => (await fetch(`${url}/first`)).status;

  test("is answered by as soon as it is written, and no sooner", async () => {
    const { file, change } = await changeable(description);
    const mock = await startMock({ description: file, workers: 2 });
    onTestFinished(() => mock.stop());
    const { promise: written, resolve } = Promise.withResolvers<void>();
    let isTakenUp = false;
    const reload = mock.reload({ upcoming: { document: longer, written } }).then(() => {
      isTakenUp = true;
    });
    // It has been read by then: what comes after it waits for it, and so does this.
    await expect.poll(() => status(mock.url)).toBe(404);
    expect(isTakenUp).toBe(false);
    await change(longer);
    resolve();
    await reload;
    for (let i = 0; i < 4; i++) expect(await status(mock.url)).toBe(200);
  });

  test("is forgotten where it is not written", async () => {
    const { file } = await changeable(description);
    const mock = await startMock({ description: file });
    onTestFinished(() => mock.stop());
    const { promise: written, reject } = Promise.withResolvers<void>();
    const reload = mock.reload({ upcoming: { document: longer, written } });
    const next = mock.reload();
    reject(new Error("It does not lint."));
    await expect(reload).rejects.toThrow("It does not lint.");
    await next;
    expect(await status(mock.url)).toBe(404);
  });

  test("may be known not to be written before its turn comes", async () => {
    const mock = await startMock({ description });
    onTestFinished(() => mock.stop());
    const before = mock.reload();
    const reload = mock.reload({ upcoming: { document: longer, written: Promise.reject(new Error("Given up.")) } });
    await before;
    await expect(reload).rejects.toThrow("Given up.");
    expect(await status(mock.url)).toBe(404);
  });

  test("is read from its file by an engine that is started again while it waits", async () => {
    const { file, change } = await changeable(description);
    const mock = await startMock({ description: file, answerTimeout: 2_000 });
    onTestFinished(() => mock.stop());
    const { promise: written, resolve } = Promise.withResolvers<void>();
    const reload = mock.reload({ upcoming: { document: longer, written } });
    expect((await fetch(`${mock.url}/names`, name(endless))).status).toBe(502);
    await change(longer);
    resolve();
    await reload;
    await expect.poll(() => status(mock.url)).toBe(200);
    expect((await fetch(`${mock.url}/names`, name("aaa"))).status).toBe(204);
  });
});

test("a request to what is gone after a reload is told so", async () => {
  const { file, change } = await changeable(description);
  const mock = await startMock({ description: file });
  onTestFinished(() => mock.stop());
  const socket = connect(mock.port, "127.0.0.1").setEncoding("utf8");
  onTestFinished(() => void socket.destroy());
  const head = "POST /names HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nContent-Length: 5\r\n";
  socket.write(`${head}Expect: 100-continue\r\n\r\n`);
  expect(String(await once(socket, "data"))).toContain("100 Continue");
  await change(other);
  await mock.reload();
  socket.write('"aaa"');
  expect(String(await once(socket, "data"))).toMatch(/^HTTP\/1\.1 503 .*:reloaded/s);
});

test("a client that closes its connection before the answer is told of in the log", async () => {
  const mock = await startMock({ description, answerTimeout: 2_000 });
  onTestFinished(() => mock.stop());
  const socket = connect(mock.port, "127.0.0.1");
  const body = JSON.stringify(endless);
  const head = `POST /names HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  await new Promise((resolve) => socket.write(`${head}\r\n\r\n${body}`, resolve));
  await expect.poll(async () => (await fetch(`${mock.url}/__mock/health`)).status).toBe(200);
  socket.resetAndDestroy();
  await expect
    .poll(() => mock.calls, { timeout: 5_000 })
    .toMatchObject([{ path: "/names", status: undefined, verdict: "client-closed", reasons: [] }]);
});
