import { expect, onTestFinished, test } from "vitest";
import type { EngineRequest, EngineSource } from "../../src/worker/messages.ts";
import { Thread } from "../../src/worker/thread.ts";
import { description, endless } from "../endless.ts";

const source: EngineSource = { description, dynamic: false, seed: undefined, callbacks: false };

const name = (text: string): EngineRequest => ({
  operation: "POST /names",
  path: "/names",
  query: "",
  headers: { "content-type": "application/json", "content-length": String(text.length + 2) },
  body: JSON.stringify(text),
});

test("an engine that is not started again leaves nobody waiting, until it reads a description again", async () => {
  const thread = new Thread(() => {}, new URL("../../dist/worker.js", import.meta.url));
  onTestFinished(() => thread.stop());
  await thread.load(source);
  const lost = thread.answer(name(endless));
  const more = Array.from({ length: 200 }, () => thread.answer(name("aaa")));
  const watch = setInterval(() => thread.endIfLate(200), 50);
  onTestFinished(() => clearInterval(watch));

  expect((await Promise.all([lost, ...more])).map(({ status }) => status)).toEqual(Array(201).fill(502));
  clearInterval(watch);
  expect(thread.busy).toBe(0);
  expect((await thread.answer(name("aaa"))).status).toBe(502);
  await expect(thread.check()).rejects.toThrow("ended");

  await thread.load(source);
  const answers = await Promise.all(Array.from({ length: 200 }, () => thread.answer(name("aaa"))));
  expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(204));
  expect(thread.busy).toBe(0);
});
