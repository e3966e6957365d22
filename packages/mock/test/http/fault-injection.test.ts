import { expect, onTestFinished, test } from "vitest";
import { type MockOptions, startMock } from "../../dist/index.js";
import { call, command } from "../call.ts";

async function started(options: MockOptions) {
  const mock = await startMock({ description: command, ...options });
  onTestFinished(() => mock.stop());
  return mock;
}

test("waits before each answer, between the two times", async () => {
  const mock = await started({ delay: { from: 60, to: 90 } });
  expect((await call(mock)).status).toBe(200);
  expect(mock.calls.at(-1)?.duration).toBeGreaterThanOrEqual(59);
});

test("fails with a status that names the mock", async () => {
  const mock = await started({ failureRate: 1 });
  const response = await call(mock);
  expect([response.status, ((await response.json()) as { type: string }).type]).toEqual([
    503,
    "urn:spkey-mock:on-purpose",
  ]);
  expect(mock.calls.at(-1)).toMatchObject({ status: 503, verdict: "failed" });
});

test.for(["reset", "truncate"] as const)("fails with a connection that ends: %s", async (failWith) => {
  const mock = await started({ failureRate: 1, failWith });
  const failed = await call(mock).then(
    async (response) => [response.status, await response.text().catch(() => "cut off")],
    () => "no answer",
  );
  expect(failed).toEqual(failWith === "reset" ? "no answer" : [200, "cut off"]);
});

test("fails with no answer, until it is stopped", async () => {
  const mock = await startMock({ description: command, failureRate: 1, failWith: "stall" });
  const stalled = call(mock).then(
    () => "answered",
    () => "cut off",
  );
  expect(await Promise.race([stalled, fetch(`${mock.url}/__mock/health`).then(() => "waiting")])).toBe("waiting");
  await mock.stop();
  expect(await stalled).toBe("cut off");
});

test("with a seed, the same calls fail, and about as many as asked for", async () => {
  const statusesWith = async (seed: string) => {
    const mock = await started({ failureRate: 0.3, seed });
    const statuses: number[] = [];
    for (let i = 0; i < 60; i++) statuses.push((await call(mock)).status);
    return statuses;
  };
  const [first, again, other] = [await statusesWith("one"), await statusesWith("one"), await statusesWith("two")];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  const failed = first.filter((status) => status === 503).length;
  expect(failed).toBeGreaterThan(6);
  expect(failed).toBeLessThan(32);
});

test("generates values; with a seed, the same ones", async () => {
  const body = async (seed: string) => (await call(await started({ dynamic: true, seed }))).text();
  const [first, again, other] = [await body("one"), await body("one"), await body("two")];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(JSON.parse(first)).toMatchObject({ success: expect.any(Boolean), aggregateId: expect.any(String) });
});
