import { spawnSync } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { makeFolder } from "@spkey/test-kit";
import { beforeEach, expect, test } from "vitest";
import { alone } from "../../src/hosting/alone.ts";

let path: string;
let folder: string;
beforeEach(async () => {
  const made = await makeFolder();
  ({ path } = made);
  folder = join(path, "public");
  return () => made.remove();
});

const killed = () => spawnSync(process.execPath, ["--version"]).pid;

test.for([
  { name: "none", given: async () => undefined },
  { name: "one that was killed", given: () => writeFile(`${folder}.lock`, String(killed())) },
  { name: "one that was killed before it wrote who it is", given: () => writeFile(`${folder}.lock`, "") },
])("of many at the same time, after $name, one is alone", { repeats: 20 }, async ({ given }) => {
  await given();
  const others = Promise.withResolvers<void>();
  let refused = 0;
  let inside = 0;
  const takeIt = async () => {
    try {
      await alone(folder, () => {
        inside += 1;
        settle();
        return others.promise;
      });
    } catch (error) {
      expect(String(error)).toContain("another process");
      refused += 1;
      settle();
    }
  };
  const settle = () => {
    if (inside + refused === 12) others.resolve();
  };
  await Promise.all(Array.from({ length: 12 }, takeIt));
  expect({ inside, refused }).toEqual({ inside: 1, refused: 11 });
  expect(await readdir(path)).toEqual([]);
});

test("of many that come and go, never two are in it at the same time", async () => {
  let inside = 0;
  let most = 0;
  const comeAndGo = async () => {
    for (let visit = 0; visit < 600; visit++) {
      const entered = alone(folder, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await setImmediate();
        inside -= 1;
      });
      await entered.catch((error) => expect(String(error)).toContain("another process"));
    }
  };
  await Promise.all(Array.from({ length: 16 }, comeAndGo));
  expect(most).toBe(1);
  expect(await readdir(path)).toEqual([]);
});

test("what fails gives it up", async () => {
  await expect(alone(folder, () => Promise.reject(new Error("Disk full.")))).rejects.toThrow("Disk full.");
  expect(await alone(folder, async () => "done")).toBe("done");
  expect(await readdir(path)).toEqual([]);
});

test("who is refused is told what to remove, where one was killed as it took over", async () => {
  await writeFile(`${folder}.lock`, String(killed()));
  await writeFile(`${folder}.lock.takeover`, "");
  await expect(alone(folder, async () => "done")).rejects.toThrow(`remove ${folder}.lock.takeover`);
});
