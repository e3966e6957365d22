import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { descriptionFile, makeFolder } from "@spkey/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildSite, createSiteBuilder } from "../../src/site/build.ts";
import { type Files, readFiles } from "../../src/site/input.ts";

const folder = await makeFolder();
const { build } = createSiteBuilder();
const output = `${folder.path}/again`;

let document: object;
let places: readonly Place[];

beforeAll(async () => {
  ({ document } = await readFiles(descriptionFile("museum")));
  places = texts(document);
  await build(siteOf(document, output));
});

afterAll(() => folder.remove());

/** A text of a document, as the names and indexes that lead to it. */
type Place = readonly string[];

/** Words that may change without the document becoming another kind of thing. */
const words = new Set(["description", "summary", "title", "example", "default", "name", "const"]);

function texts(node: unknown, path: Place = []): Place[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string" && words.has(key) ? [[...path, key]] : texts(value, [...path, key]),
  );
}

function edited(path: Place): object {
  const copy = structuredClone(document);
  const parent = path.slice(0, -1).reduce((node, name) => Reflect.get(node, name), copy);
  const last = path.at(-1) ?? "";
  Reflect.set(parent, last, `${Reflect.get(parent, last)}X`);
  return copy;
}

const filesOf = (api: object): Files => ({ document: api, json: JSON.stringify(api), yaml: "" });
const siteOf = (api: object, target: string) => ({ files: filesOf(api), samples: {}, output: target, redoc: false });

async function contentOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const read = paths.map(async (path) => [path.slice(root.length), await readFile(path, "utf8")] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** Tells each file under a folder from others that are later at its place. */
async function identitiesOf(root: string): Promise<Map<string, string>> {
  const paths = (await readdir(root, { recursive: true })).filter((path) => /\.\w+$/.test(path));
  const entries = paths.map(async (path) => {
    const { ino, mtimeMs } = await stat(join(root, path));
    return [path, `${ino} ${mtimeMs}`] as const;
  });
  return new Map(await Promise.all(entries));
}

test("after an edit, whatever it is, the site is what it would be if it were built from nothing", async () => {
  // A number of them over the whole document, with others every time that it grows.
  const step = Math.max(1, Math.floor(places.length / 12));
  const chosen = places.filter((_, index) => index % step === 0);
  expect(chosen.length).toBeGreaterThan(10);
  for (const place of chosen) {
    const api = edited(place);
    const fresh = `${folder.path}/fresh`;
    const results = await Promise.allSettled([build(siteOf(api, output)), buildSite(siteOf(api, fresh))]);
    // An edit may make a reference lead nowhere; then both fail, and the site stays.
    if (results[1].status === "fulfilled")
      expect(await contentOf(output), place.join("/")).toEqual(await contentOf(fresh));
    expect(results[0].status).toBe(results[1].status);
  }
});

test("the pages of other operations are not written again", async () => {
  const path = places.find(
    (each) => each[0] === "paths" && each.includes("responses") && each.at(-1) === "description",
  );
  await build(siteOf(document, output));
  const before = await identitiesOf(`${output}/operations`);
  await build(siteOf(edited(path ?? []), output));
  const after = await identitiesOf(`${output}/operations`);
  const written = [...after].filter(([name, identity]) => before.get(name) !== identity).map(([name]) => name);
  expect(new Set(written.map((name) => dirname(name))).size).toBe(1);
  expect(written.map((name) => basename(name)).toSorted()).toEqual(["console.json", "index.html", "index.md"]);
});

test("a site that somebody else has built since is not built upon", async () => {
  await build(siteOf(document, output));
  await buildSite(siteOf({ openapi: "3.1.0", info: { title: "Else", version: "1" }, paths: {} }, output));
  await build(siteOf(document, output));
  await buildSite(siteOf(document, `${folder.path}/fresh`));
  expect(await contentOf(output)).toEqual(await contentOf(`${folder.path}/fresh`));
});
