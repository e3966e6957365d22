import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createNodeFetch } from "../../src/node.ts";
import { type CommandOptions, commandClient } from "../support/command.ts";
import { rows } from "./rows.ts";
import { complaints } from "./run.ts";

let client: Awaited<ReturnType<typeof commandClient>>;
beforeAll(async () => {
  client = await commandClient();
});
afterAll(() => client?.remove());

describe("faults", () => {
  test("there are many, each with a name of its own", () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(80);
  });

  test.concurrent.for(rows)("$name", async (row, { expect }) => {
    expect(await complaints(row, client), row.why).toEqual([]);
  });
});

describe("faults, by `node:http`", () => {
  const fetch = createNodeFetch();
  test.concurrent.for(rows)("$name", async (row, { expect }) => {
    const caller = {
      ...client,
      createClient: (options: CommandOptions) => client.createClient({ fetch, ...options }),
      createPathClient: (options: CommandOptions) => client.createPathClient({ fetch, ...options }),
    };
    expect(await complaints(row, caller), row.why).toEqual([]);
  });
});

test.concurrent.for(rows)("a client that always throws does not pass: $name", async (row, { expect }) => {
  const thrower = () => Promise.reject(new Error("no"));
  const createPathClient: typeof client.createPathClient = (options) => ({
    ...client.createPathClient(options),
    POST: thrower,
  });
  const caller = { ...client, createPathClient, dismissGuard: thrower };
  expect(await complaints(row, caller)).not.toEqual([]);
});
