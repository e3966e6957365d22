import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder, temporaryFolder } from "../src/index.ts";

let path: string;
afterAll(() => {
  expect(existsSync(path)).toBe(false);
});

test("has the files that it is given, and is gone after the test", async () => {
  path = await temporaryFolder({ "a.txt": "a", "deep/er/b.bin": new Uint8Array([1, 2]) });
  expect(await readFile(join(path, "a.txt"), "utf8")).toBe("a");
  expect([...(await readFile(join(path, "deep/er/b.bin")))]).toEqual([1, 2]);
});

test("is gone when its maker says so", async () => {
  const folder = await makeFolder();
  expect(existsSync(folder.path)).toBe(true);
  await folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});
