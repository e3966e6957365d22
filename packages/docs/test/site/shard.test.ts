import { execFile } from "node:child_process";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { makeFolder, readDocument } from "@spkey/test-kit";
import { afterAll, expect, test } from "vitest";
import { buildSite } from "../../src/site/build.ts";
import { writeShard } from "../../src/site/shard.ts";
import type { Site } from "../../src/site/site.ts";

const folder = await makeFolder();
afterAll(() => folder.remove());

const document = await readDocument("museum");
const site = (name: string, api: object = document): Site => ({
  files: { document: api, json: JSON.stringify(api), yaml: "" },
  samples: {},
  output: join(folder.path, name),
  redoc: false,
});
const path = (name: string) => join(folder.path, name);

async function contentOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const read = files.map(async (file) => [file.slice(root.length), await readFile(file, "utf8")] as const);
  return Object.fromEntries(await Promise.all(read));
}

const pagesIn = async (root: string) =>
  (await readdir(root, { recursive: true })).filter((name) => name.endsWith("index.html"));

const shards = ["shard-1", "shard-2", "shard-3"];

test("a site of three shards is the site that one build makes, page by page", async () => {
  const counts: number[] = [];
  for (const [index, name] of shards.entries()) {
    counts.push(await writeShard(site(name), { index: index + 1, count: shards.length }));
  }
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  await buildSite(site("whole"));
  await buildSite({ ...site("joined"), shards: shards.map(path) });
  expect(await contentOf(path("joined"))).toEqual(await contentOf(path("whole")));
  // What the shards have is taken from them.
  const [page = ""] = await pagesIn(path("shard-2"));
  expect((await stat(join(path("joined"), page))).ino).toBe((await stat(join(path("shard-2"), page))).ino);
});

test("pages of another description, and such as are missing or altered, are rendered", async () => {
  const other = { ...document, info: { title: "Another museum", version: "2" } };
  await writeShard(site("shard-1", other), { index: 1, count: 3 });
  await rm(join(path("shard-2"), "operations"), { recursive: true, force: true });
  const [page = ""] = await pagesIn(path("shard-3"));
  await rm(join(path("shard-3"), page)); // Else the page of the site that it is linked to would be altered with it.
  await writeFile(join(path("shard-3"), page), "altered");
  await buildSite({ ...site("joined"), shards: shards.map(path) });
  expect(await contentOf(path("joined"))).toEqual(await contentOf(path("whole")));
});

test("a shard of other sources, and a folder that is none, are refused by name", async () => {
  const file = join(path("shard-3"), "shard.json");
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), program: "other" }));
  const join3 = buildSite({ ...site("joined"), shards: [path("shard-3")] });
  await expect(join3).rejects.toThrow(`${path("shard-3")} was rendered by other sources than these.`);
  const joinNone = buildSite({ ...site("joined"), shards: [path("whole")] });
  await expect(joinNone).rejects.toThrow(`${path("whole")} is no shard of a site:`);
});

test.for(["0/3", "4/3", "2", "a/b"])("--shard %s is refused", async (share) => {
  const program = fileURLToPath(new URL("../../src/build.ts", import.meta.url));
  const args = [program, "--shard", share, "--output", path("refused")];
  const failed = await promisify(execFile)(process.execPath, args).catch((error) => error);
  expect(failed.code).toBe(1);
  expect(failed.stderr).toContain(`--shard takes a share as in 2/4, the second of four, not \`${share}\`.`);
});
