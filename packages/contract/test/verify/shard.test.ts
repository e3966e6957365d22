import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { createPlanner, planCases } from "../../src/cases/plan.ts";
import { inShard } from "../../src/verify/select.ts";
import { openStage, verifyServer } from "./verify-server.ts";

test("the shards together are the whole, and no case is in two of them", async () => {
  const document = await readDocument("museum");
  const stage = await openStage(document);
  stage.answer((_, response) => response.writeHead(503).end());
  const casesOf = async (shard?: { index: number; count: number }) => {
    const { operations } = await verifyServer(stage.url, document, { route: stage.route, shard, phases: ["examples"] });
    return operations.flatMap(({ cases }) => cases.map(({ id }) => id));
  };
  const whole = await casesOf();
  // One after the other: they share a way to the server.
  const parts: string[][] = [];
  for (const index of [1, 2, 3]) parts.push(await casesOf({ index, count: 3 }));
  await stage.stop();
  expect(whole.length).toBeGreaterThan(10);
  expect(parts.flat().toSorted()).toEqual(whole.toSorted());
  expect(new Set(parts.flat()).size).toBe(whole.length);
});

test("of a thousand operations, too", async () => {
  const operations = Array.from({ length: 1_000 }, (_, index) => index);
  const parts = [1, 2, 3, 4].map((index) => inShard(operations, { index, count: 4 }));
  expect(parts.flat().toSorted((a, b) => a - b)).toEqual(operations);
  expect(parts.map(({ length }) => length)).toEqual([250, 250, 250, 250]);
});

test("an operation by itself has the cases that it has among all", async () => {
  const description = readDescription(await readDocument("museum"));
  const all = planCases(description).cases;
  for (const operation of description.operations) {
    const alone = createPlanner(description)(operation).cases.map(({ id }) => id);
    expect(alone).toEqual(all.filter((each) => each.operation === operation).map(({ id }) => id));
  }
});
