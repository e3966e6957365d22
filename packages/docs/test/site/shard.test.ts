import { execFile } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
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

const shards = ["shard-1", "shard-2", "shard-3"];

test("a site of three shards is the site that one build makes, page by page", async () => {
  const counts: number[] = [];
  for (const [index, name] of shards.entries()) {
    counts.push(await writeShard(site(name), { index: index + 1, count: shards.length }));
  }
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  await buildSite(site("whole"));
  // What the shards have is taken from them: a mark in one of them is in the site.
  const [page = ""] = (await readdir(path("shard-2"), { recursive: true })).filter((name) =>
    name.endsWith("index.html"),
  );
  const text = await readFile(join(path("shard-2"), page), "utf8");
  await writeFile(join(path("shard-2"), page), `${text}<!-- of the shard -->`);
  await buildSite({ ...site("joined"), shards: shards.map(path) });

  const [whole, joined] = [await contentOf(path("whole")), await contentOf(path("joined"))];
  expect(joined[`/${page}`]).toBe(`${whole[`/${page}`]}<!-- of the shard -->`);
  expect({ ...joined, [`/${page}`]: whole[`/${page}`] }).toEqual(whole);
});

test("pages of another description, and such as are missing, are rendered", async () => {
  const other = { ...document, info: { title: "Another museum", version: "2" } };
  await writeShard(site("shard-1", other), { index: 1, count: 3 });
  await rm(join(path("shard-2"), "operations"), { recursive: true, force: true });
  await buildSite({ ...site("joined"), shards: ["shard-1", "shard-2"].map(path) });
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
