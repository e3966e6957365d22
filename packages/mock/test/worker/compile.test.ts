import { expect, onTestFinished, test, vi } from "vitest";
import { startMock } from "../../dist/index.js";
import { describing, done } from "../engine/judged.ts";

/** So many alternatives, with references from each to all, that they take seconds to compile. */
const alternative = (index: number) => ({
  type: "object",
  required: ["a"],
  additionalProperties: false,
  properties: Object.fromEntries(
    ["a", "b", "c", "d", "e"].map((name) => [
      name,
      {
        anyOf: [
          { type: "string", minLength: 1, pattern: `^${name}${index}` },
          { type: "integer", minimum: index },
        ],
      },
    ]),
  ),
});
const names = Array.from({ length: 600 }, (_, index) => `S${index}`);
const schemas = {
  ...Object.fromEntries(names.map((name, index) => [name, alternative(index)])),
  All: { anyOf: names.map((name) => ({ $ref: `#/components/schemas/${name}` })) },
};
const rare = { type: "object", required: ["name"], properties: { rare: { $ref: "#/components/schemas/All" } } };
const slow = {
  post: done({ requestBody: { required: true, content: { "application/json": { schema: rare } } } }),
};

test("who waits for schemas to be compiled gets an answer, however long an answer may take", async () => {
  const warnings: string[] = [];
  const mock = await startMock({
    description: describing({ "/slow": slow, "/quick": { get: done({}) } }, { schemas }),
    answerTimeout: 300,
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(() => mock.stop());
  const send = (body: string) =>
    fetch(`${mock.url}/slow`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const answers = await Promise.all([send('{"name":"x"}'), send("{}"), fetch(`${mock.url}/quick`)]);
  expect(answers.map(({ status }) => status)).toEqual([204, 422, 204]);
  expect(warnings).toEqual([]);
});

test("schemas are compiled before anybody asks for them: what can't be is named", async () => {
  const warnings: string[] = [];
  // It is no schema at all.
  const content = { "application/json": { schema: null } };
  const mock = await startMock({
    description: describing({ "/it": { post: done({ requestBody: { content } }) } }),
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(() => mock.stop());
  const at = "#/paths/~1it/post/requestBody/content/application~1json/schema";
  await vi.waitFor(() => expect(warnings).toEqual([expect.stringContaining(`${at}: Nothing is held against it: `)]));
});
