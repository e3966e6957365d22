import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readDescription } from "@spkey/model";
import { createSampleMaker } from "@spkey/samples/write";
import { execute, makeFolder, readDocument } from "@spkey/test-kit";
import { afterAll, beforeEach, expect, test } from "vitest";
import { buildSite } from "../../src/site/build.ts";
import { createSiteBuilder } from "../../src/site/builder.ts";

const folder = await makeFolder();
afterAll(() => folder.remove());

const record = join(folder.path, "cache/pages.jsonl");
const output = join(folder.path, "site");
const document = await readDocument("museum");
const site = (api: object) => ({
  files: { document: api, json: JSON.stringify(api), yaml: "" },
  samples: {},
  output,
  redoc: false,
  record,
});

/** The description with other words in one of its operations, which has no others in its section. */
const edited = structuredClone(document) as { readonly paths: Readonly<Record<string, Record<string, object>>> }; // As the museum is.
const [[, item = {}] = []] = Object.entries(edited.paths);
for (const operation of Object.values(item)) Object.assign(operation, { description: "In other words." });

/** What each page is, and which file it is. */
async function pages(): Promise<Map<string, { readonly text: string; readonly file: number }>> {
  const paths = (await readdir(join(output, "operations"), { recursive: true })).filter((path) =>
    path.endsWith("index.html"),
  );
  const entries = paths.map(async (path) => {
    const file = join(output, "operations", path);
    return [path, { text: await readFile(file, "utf8"), file: (await stat(file)).ino }] as const;
  });
  return new Map(await Promise.all(entries));
}

/** The names of pages that are another file than before. */
async function renderedSince(before: Awaited<ReturnType<typeof pages>>): Promise<string[]> {
  const now = await pages();
  return [...now.keys()].filter((name) => now.get(name)?.file !== before.get(name)?.file);
}

beforeEach(() => buildSite(site(document)));

test("only what an edit has changed is rendered again", async () => {
  const before = await pages();
  await buildSite(site(edited));
  const rendered = await renderedSince(before);
  expect(rendered.length).toBeGreaterThan(0);
  expect(rendered.length).toBeLessThanOrEqual(Object.keys(item).length);
  const after = await pages();
  for (const name of rendered) expect(after.get(name)?.text).toContain("In other words.");
  await buildSite({ ...site(edited), record: undefined });
  expect(texts(await pages())).toEqual(texts(after));
});

test("who builds again and again begins with what the last build has left", async () => {
  const before = await pages();
  await createSiteBuilder().buildPages(site(edited));
  expect((await renderedSince(before)).length).toBeLessThanOrEqual(Object.keys(item).length);
});

test("so does who has the samples from another, and works in another folder", async () => {
  const file = join(folder.path, "openapi.json");
  const { samples } = createSampleMaker()(document, readDescription(document));
  await writeFile(file, JSON.stringify(document));
  await writeFile(join(folder.path, "samples.json"), JSON.stringify(samples));
  const command = [
    "--description",
    file,
    "--samples",
    "samples.json",
    "--output",
    output,
    "--record",
    record,
    "--no-redoc",
  ];
  const { code, stderr } = await execute([process.execPath, join(process.cwd(), "src/build.ts"), ...command], {
    cwd: folder.path,
  });
  expect(code, stderr).toBe(0);
  const before = await pages();
  await createSiteBuilder().buildPages({ ...site(document), samples });
  expect(await renderedSince(before)).toEqual([]);
});

test("a page that somebody has touched is rendered again", async () => {
  const before = await pages();
  const [name = ""] = before.keys();
  await writeFile(join(output, "operations", name), "touched");
  await buildSite(site(document));
  expect(texts(await pages())).toEqual(texts(before));
});

test.for([
  { what: "of another program", change: (text: string) => text.replace(/^"./, '"x') },
  { what: "that has been cut off", change: (text: string) => text.slice(0, text.length / 2) },
  { what: "that is none", change: () => "{" },
])("by a record $what, all is rendered", async ({ change }) => {
  const before = await pages();
  await writeFile(record, change(await readFile(record, "utf8")));
  await buildSite(site(document));
  expect((await renderedSince(before)).toSorted()).toEqual([...before.keys()].toSorted());
  expect(texts(await pages())).toEqual(texts(before));
});

function texts(of: Awaited<ReturnType<typeof pages>>): Map<string, string> {
  return new Map([...of].map(([name, { text }]) => [name, text]));
}
