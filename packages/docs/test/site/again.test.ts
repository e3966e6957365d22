import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { descriptionFile, makeFolder } from "@spkey/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildSite } from "../../src/site/build.ts";
import { createSiteBuilder } from "../../src/site/builder.ts";
import { type Files, readFiles } from "../../src/site/input.ts";
import type { Site } from "../../src/site/site.ts";

const folder = await makeFolder();
const builder = createSiteBuilder();
const output = `${folder.path}/again`;

async function build(site: Site): Promise<void> {
  await builder.buildPages(site);
  await builder.buildReference(site);
}

let document: object;
let places: readonly Place[];
/** What one operation shows, and no other. */
let ofAResponse: Place;

beforeAll(async () => {
  ({ document } = await readFiles(descriptionFile("museum")));
  places = texts(document);
  ofAResponse =
    places.find((each) => each[0] === "paths" && each.includes("responses") && each.at(-1) === "description") ?? [];
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
  await build(siteOf(document, output));
  const before = await identitiesOf(`${output}/operations`);
  await build(siteOf(edited(ofAResponse), output));
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

test("an operation that is gone leaves nothing behind, and one that takes another name leaves the old one", async () => {
  const { paths, ...rest } = structuredClone(document) as { paths: Record<string, Record<string, object>> }; // As the museum is.
  const [[, first = {}] = [], , ...others] = Object.entries(paths);
  const renamed = Object.fromEntries(
    Object.entries(first).map(([key, value]) => [
      key,
      "operationId" in value ? { ...value, operationId: "anotherName" } : value,
    ]),
  );
  const edit = { ...rest, paths: { "/renamed": renamed, ...Object.fromEntries(others) } };
  await build(siteOf(document, output));
  const before = Object.keys(await contentOf(output));
  await build(siteOf(edit, output));
  await buildSite(siteOf(edit, `${folder.path}/fresh`));
  expect(await contentOf(output)).toEqual(await contentOf(`${folder.path}/fresh`));
  const after = await readdir(output, { recursive: true });
  expect(after.toSorted()).toEqual((await readdir(`${folder.path}/fresh`, { recursive: true })).toSorted());
  expect(before.filter((path) => !after.includes(path.slice(1))).length).toBeGreaterThan(5);
});

test("where the new one may not be shown, nothing of it is", async () => {
  await build(siteOf(document, output));
  const before = await identitiesOf(output);
  const edit = { ...document, info: { title: "Broken", version: "1" } };
  const ready = Promise.reject(new Error("It does not lint."));
  ready.catch(() => {}); // It is waited for when all is rendered.
  await expect(builder.buildPages(siteOf(edit, output), ready)).rejects.toThrow("It does not lint.");
  expect(await identitiesOf(output)).toEqual(before);
  expect((await readdir(folder.path)).filter((name) => name.startsWith("again."))).toEqual([]);
});

test("what could not be put in its place is no ground to build upon", async () => {
  await build(siteOf(document, output));
  // Nothing can be moved over a folder that has something in it.
  await rm(`${output}/llms.txt`);
  await mkdir(`${output}/llms.txt/in-the-way`, { recursive: true });
  const edit = { ...document, info: { title: "Half", version: "1" } };
  await expect(build(siteOf(edit, output))).rejects.toThrow("llms.txt");
  await build(siteOf(document, output));
  await buildSite(siteOf(document, `${folder.path}/fresh`));
  expect(await contentOf(output)).toEqual(await contentOf(`${folder.path}/fresh`));
});

test("a file that somebody has removed is written again", async () => {
  await build(siteOf(document, output));
  const pages = Object.keys(await contentOf(`${output}/operations`));
  for (const page of pages) await rm(`${output}/operations${page}`);
  await build(siteOf(edited(ofAResponse), output));
  expect(Object.keys(await contentOf(`${output}/operations`)).toSorted()).toEqual(pages.toSorted());
});
