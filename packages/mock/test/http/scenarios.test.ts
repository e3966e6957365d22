import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Scenarios, startMock } from "../../dist/index.js";
import { readScenarios } from "../../src/cli/scenario-file.ts";
import { call, command } from "../call.ts";

const revokedOnce: Scenarios = {
  checkOutGuest: { per: ["path.id", "body.roomId"], answers: [{ code: 200 }, { code: 404 }] },
};

async function started(scenarios: Scenarios) {
  const mock = await startMock({ description: command, scenarios });
  onTestFinished(() => mock.stop());
  const status = async (...args: Parameters<typeof call> extends [unknown, ...infer Rest] ? Rest : never) =>
    (await call(mock, ...args)).status;
  return { mock, status };
}

describe("a scenario", () => {
  test("answers one call after the other, and stays with the last", async () => {
    const { status } = await started(revokedOnce);
    expect([await status(), await status(), await status()]).toEqual([200, 404, 404]);
  });

  test("counts by what it is told to, and by the API key", async () => {
    const { status } = await started(revokedOnce);
    const other = { roomId: "lock-2", checkedOutBy: "user-2", reason: "Checked out" };
    expect([await status(), await status({ body: other }), await status({ id: "user-2" })]).toEqual([200, 200, 200]);
    expect(await status({ headers: { "X-API-Key": "another" } })).toBe(200);
    // A new token of the same caller.
    expect(await status({ headers: { Authorization: "Bearer another" } })).toBe(404);
  });

  test("does not count what was refused, nor what chooses its answer", async () => {
    const { status } = await started(revokedOnce);
    expect(await status({ body: { roomId: "lock-1" } })).toBe(400);
    expect(await status({ body: '{"roomId":"lock-1"' })).toBe(400);
    expect(await status({ headers: { Prefer: "code=400" } })).toBe(400);
    expect([await status(), await status()]).toEqual([200, 404]);
  });

  test("is the first for one of many calls at once", async () => {
    const { status } = await started({
      "POST /guests/{id}/CheckOut": { answers: [{ code: 200 }, { code: 404 }] },
    });
    const all = await Promise.all(Array.from({ length: 20 }, () => status()));
    expect(all.filter((code) => code === 200)).toHaveLength(1);
  });

  test("begins anew when the mock forgets", async () => {
    const { mock, status } = await started(revokedOnce);
    await status();
    expect((await fetch(`${mock.url}/__mock/state`, { method: "DELETE" })).status).toBe(204);
    expect(await status()).toBe(200);
  });

  test.for([
    { scenarios: { revoke: { answers: [{ code: 200 }] } }, says: /`revoke` is no operation.*checkOutGuest/ },
    {
      scenarios: { checkOutGuest: { answers: [{ code: 200 }, { code: 409 }] } },
      says: /no documented response 409; it has 200, 400, 404/,
    },
  ])("is refused where the description does not have it: $says", async ({ scenarios, says }) => {
    await expect(startMock({ description: command, scenarios })).rejects.toThrow(says);
  });
});

describe("a file of scenarios", () => {
  async function file(text: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "spkey-mock-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, "scenarios.yaml"), text);
    return join(folder, "scenarios.yaml");
  }

  test("is read with its faults, aliases and all", async () => {
    const text = `
findBook: &slow
  delay: 200ms..2s
  fail: 0.5%
  fail-with: truncate
returnBook:
  answers:
    - { fail-with: 503, delay: 1s }
    - code: 200
GET /books: *slow
`;
    const slow = { delay: { from: 200, to: 2_000 }, failureRate: 0.005, failWith: "truncate" };
    expect((await readScenarios(await file(text))).scenarios).toEqual({
      findBook: slow,
      returnBook: { answers: [{ failWith: 503, delay: { from: 1_000, to: 1_000 } }, { code: 200 }] },
      "GET /books": slow,
    });
  });

  test("is read", async () => {
    const text = `
checkOutGuest:
  per: [path.id, body.roomId]
  answers:
    - code: 200
    - { code: 404, example: gone }
`;
    expect((await readScenarios(await file(text))).scenarios).toEqual({
      checkOutGuest: {
        per: ["path.id", "body.roomId"],
        answers: [{ code: 200 }, { code: 404, example: "gone" }],
      },
    });
  });

  test.for([
    { text: "a: [", says: /scenarios\.yaml:1:5: / },
    { text: "- a\n", says: /:1:1: scenarios are a map/ },
    { text: "a: 1\n", says: /:1:4: a scenario is a map/ },
    { text: "a:\n  answers: []\n", says: /:2:12: `answers` is a list/ },
    {
      text: "a:\n  anwsers: [{ code: 200 }]\n",
      says: /:2:3: a scenario has no `anwsers`, but answers, .* Did you mean answers\?/,
    },
    { text: "a:\n  answers:\n    - code: many\n", says: /:3:13: `code` is a status/ },
    { text: "a:\n  answers:\n    - code: 200\n      after: 3\n", says: /:4:7: an answer has no `after`, but code, / },
    { text: "a:\n  answers: [{ example: gone }]\n", says: /:2:13: an answer has a `code`/ },
    { text: "a:\n  answers: [{ code: 99 }]\n", says: /:2:21: `code` is a status/ },
    { text: "a:\n  answers: [{ code: 200, delay: 2 }]\n", says: /:2:33: `delay` is a time or a range/ },
    { text: "a:\n  answers: [{ fail-with: 200 }]\n", says: /:2:26: `fail-with` is a status from 400/ },
    { text: "a: { fail: 5 }\n", says: /:1:12: `fail` is a percentage/ },
    { text: "a: { fail-with: 503 }\n", says: /:1:4: `fail-with` says how/ },
    { text: "a: { per: [] }\n", says: /:1:11: `per` is a list/ },
    { text: "a: { fail: 5% }\na: { fail: 6% }\n", says: /:2:1: Map keys must be unique/ },
    { text: "a:\n  per: [header.x]\n  answers: [{ code: 200 }]\n", says: /:2:9: `per` takes/ },
  ])("is refused with its place: $says", async ({ text, says }) => {
    const path = await file(text);
    await expect(readScenarios(path)).rejects.toThrow(says);
  });
});
