import { describe, expect, test } from "vitest";
import { createClient } from "../../dist/by-path.js";
import { rows } from "./rows.ts";
import { complaints } from "./run.ts";

describe("faults", () => {
  test("there are many, each with a name of its own", () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(80);
  });

  test.concurrent.for(rows)("$name", async (row, { expect }) => {
    expect(await complaints(row), row.why).toEqual([]);
  });
});

test.concurrent.for(rows)("a client that always throws does not pass: $name", async (row, { expect }) => {
  const thrower = () => Promise.reject(new Error("no"));
  const caller = {
    createClient: (options: Parameters<typeof createClient>[0]) => ({ ...createClient(options), POST: thrower }),
    removeAccessibleLock: thrower,
  };
  expect(await complaints(row, caller)).not.toEqual([]);
});
