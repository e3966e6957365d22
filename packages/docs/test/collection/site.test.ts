import { readFile } from "node:fs/promises";
import { readDescription } from "@spkey/model";
import { readDocument, temporaryFolder } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { collectionFile, collectionText, convertHere } from "../../src/collection/index.ts";
import { buildSite, createSiteBuilder } from "../../src/site/build.ts";
import type { Files } from "../../src/site/input.ts";
import { writeShard } from "../../src/site/shard.ts";

const filesOf = (document: object): Files => ({ document, json: JSON.stringify(document), yaml: "" });

const siteOf = (document: object, output: string) => ({ files: filesOf(document), samples: {}, output, redoc: false });

const read = (folder: string) => readFile(`${folder}/${collectionFile}`, "utf8");

/** A description with this many operations, each the only one of another description at a path of its own. */
async function largeDocument(count: number): Promise<object> {
  const document: { readonly paths?: Readonly<Record<string, { readonly post: object }>> } =
    await readDocument("command");
  const [[path, item] = ["", undefined]] = Object.entries(document.paths ?? {});
  const paths = Array.from({ length: count }, (_, index) => [
    `/posts-${index}${path}`,
    { post: { ...item?.post, operationId: `dismiss${index}` } },
  ]);
  return { ...document, paths: Object.fromEntries(paths) };
}

test("an edit leaves the collection as it was until the reference is written, and then it is as if built from nothing", async () => {
  const folder = await temporaryFolder();
  const before = await readDocument("command");
  const after = { ...before, info: { title: "Another watch", version: "2.0.0" } };
  const builder = createSiteBuilder();
  const output = `${folder}/site`;
  // Where there is none yet, pages come with one: they link to it.
  await builder.buildPages(siteOf(before, output));
  const first = await read(output);
  expect(first).toContain('"Watch"');
  await builder.buildPages(siteOf(after, output));
  expect(await read(output)).toBe(first);

  const stopped = AbortSignal.abort(new Error("stopped"));
  await expect(builder.buildReference(siteOf(after, output), stopped)).rejects.toThrow("stopped");
  expect(await read(output)).toBe(first);

  await builder.buildReference(siteOf(after, output));
  await buildSite(siteOf(after, `${folder}/fresh`));
  expect(await read(output)).toBe(await read(`${folder}/fresh`));
  expect(await read(output)).toContain('"Another watch"');
});

test("in a thread, and of shards, it has the same bytes", async () => {
  const folder = await temporaryFolder();
  const document = await largeDocument(160);
  const description = readDescription(document);
  const here = await convertHere(document, description);
  expect(await collectionText(document, description)).toBe(here);
  const shards = [1, 2].map((index) => `${folder}/shard-${index}`);
  for (const [index, output] of shards.entries()) {
    await writeShard(siteOf(document, output), { index: index + 1, count: 2 });
  }
  await buildSite({ ...siteOf(document, `${folder}/site`), shards });
  expect(await read(`${folder}/site`)).toBe(here);
});

test("what the converter refuses is written all the same, in the order of the navigation", async () => {
  const document = await readDocument("command");
  const description = readDescription(document);
  const usual = await convertHere(document, description);
  // It wants an array there; the model does without.
  const refused = await convertHere({ ...document, paths: "none" }, description);
  expect(JSON.parse(refused)).toEqual(JSON.parse(usual));
});
