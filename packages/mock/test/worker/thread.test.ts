import { expect, onTestFinished, test } from "vitest";
import type { EngineSource } from "../../src/engine/engine.ts";
import type { RoutedRequest } from "../../src/worker/messages.ts";
import { Thread } from "../../src/worker/thread.ts";
import { description, endless } from "../endless.ts";

const source: EngineSource = { description, dynamic: false, static: false, seed: undefined, callbacks: false };

const name = (text: string, generation = 1): RoutedRequest => ({
  generation,
  operation: 0,
  parameters: {},
  path: "/names",
  query: "",
  headers: { "content-type": "application/json", "content-length": String(text.length + 2) },
  body: JSON.stringify(text),
});

function startThread(): Thread {
  const thread = new Thread({ onEnd() {}, onWarnings() {} }, new URL("../../dist/worker.js", import.meta.url));
  onTestFinished(() => thread.stop());
  return thread;
}

test("an engine that is not started again leaves nobody waiting, until it reads a description again", async () => {
  const thread = startThread();
  await thread.load(source, 1);
  thread.use(1);
  const lost = thread.answer(name(endless));
  const more = Array.from({ length: 200 }, () => thread.answer(name("aaa")));
  const watch = setInterval(() => thread.endIfLate(200), 50);
  onTestFinished(() => clearInterval(watch));

  expect((await Promise.all([lost, ...more])).map(({ status }) => status)).toEqual(Array(201).fill(502));
  clearInterval(watch);
  expect(thread.busy).toBe(0);
  expect((await thread.answer(name("aaa"))).status).toBe(502);
  await expect(thread.checkExamples()).rejects.toThrow("ended");

  await thread.load(source, 1);
  thread.use(1);
  const answers = await Promise.all(Array.from({ length: 200 }, () => thread.answer(name("aaa"))));
  expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(204));
  expect(thread.busy).toBe(0);
});

test("a request is answered by the description that it was routed by, or not at all", async () => {
  const thread = startThread();
  const paths = { "/first": { get: { responses: { "200": { description: "First." } } } }, ...description.paths };
  await thread.load(source, 1);
  thread.use(1);
  // In this one, the same index is another operation.
  await thread.load({ ...source, description: { ...description, paths } }, 2);
  expect((await thread.answer(name("aaa"))).status).toBe(204);
  const sent = thread.answer(name("aaa"));
  await new Promise(setImmediate);
  thread.use(2);
  const stale = await thread.answer(name("aaa"));
  expect([(await sent).status, stale.status, stale.body]).toEqual([204, 503, expect.stringContaining(":reloaded")]);
  expect((await thread.answer({ ...name("aaa", 2), operation: 1 })).status).toBe(204);
});

test("a description that was read and is not used is forgotten", async () => {
  const thread = startThread();
  await thread.load(source, 1);
  thread.use(1);
  await thread.load(source, 2);
  thread.use(1);
  thread.use(2);
  expect((await thread.answer(name("aaa", 1))).status).toBe(204);
  expect((await thread.answer(name("aaa", 2))).status).toBe(503);
});
