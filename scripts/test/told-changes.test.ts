import { mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createToldChanges } from "../told-changes.ts";

/** A file that has been read some time after it was written. */
async function readFile() {
  const folder = await mkdtemp(join(tmpdir(), "spkey-told-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "openapi.yaml");
  await writeFile(path, "one");
  await utimes(path, new Date(), new Date(Date.now() - 1_000));
  const told = createToldChanges();
  expect(told.isNew(path)).toBe(true);
  told.read();
  return { path, told, folder };
}

test("a change that is told of once more after it has been read is none", async () => {
  const { path, told } = await readFile();
  expect(told.isNew(path)).toBe(false);
  expect(told.isNew(path)).toBe(false);
});

test.for<{ name: string; change: (path: string) => Promise<unknown> }>([
  { name: "written again, as long as before", change: (path) => writeFile(path, "two") },
  { name: "removed", change: (path) => rm(path) },
  { name: "put in its place", change: (path) => writeFile(`${path}~`, "one").then(() => rename(`${path}~`, path)) },
])("a file that is $name is new", async ({ change }) => {
  const { path, told } = await readFile();
  await change(path);
  expect(told.isNew(path)).toBe(true);
});

test("a file that was removed and is there again is new, and one that stays away is not", async () => {
  const { path, told } = await readFile();
  await rm(path);
  expect(told.isNew(path)).toBe(true);
  told.read();
  expect(told.isNew(path)).toBe(false);
  await writeFile(path, "one");
  expect(told.isNew(path)).toBe(true);
});

test("what was written just before it was read may be written again at the same time", async () => {
  const { path, told } = await readFile();
  await writeFile(path, "two");
  await utimes(path, new Date(), new Date(Date.now() + 1_000));
  expect(told.isNew(path)).toBe(true);
  told.read();
  expect(told.isNew(path)).toBe(true);
});

test("a change that comes after it was told of, and before it is read, is read with it", async () => {
  const { path, told } = await readFile();
  await writeFile(path, "two");
  expect(told.isNew(path)).toBe(true);
  await writeFile(path, "three");
  await utimes(path, new Date(), new Date(Date.now() - 1_000));
  told.read();
  expect(told.isNew(path)).toBe(false);
});
