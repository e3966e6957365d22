import { readFile } from "node:fs/promises";
import { readDescription } from "@spkey/model";
import { readDocument, temporaryFolder } from "@spkey/test-kit";
import { expect, test } from "vitest";
import { collectionFile, collectionText } from "../../src/collection/index.ts";
import { buildSite } from "../../src/site/build.ts";
import { createSiteBuilder } from "../../src/site/builder.ts";
import type { Files } from "../../src/site/input.ts";
import { writeShard } from "../../src/site/shard.ts";

const filesOf = (document: object): Files => ({ document, json: JSON.stringify(document), yaml: "" });

const siteOf = (document: object, output: string) => ({ files: filesOf(document), samples: {}, output, redoc: false });

const read = (folder: string) => readFile(`${folder}/${collectionFile}`, "utf8");

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

test("of shards, it has the same bytes", async () => {
  const folder = await temporaryFolder();
  const document = await readDocument("museum");
  const shards = [1, 2].map((index) => `${folder}/shard-${index}`);
  for (const [index, output] of shards.entries()) {
    await writeShard(siteOf(document, output), { index: index + 1, count: 2 });
  }
  await buildSite({ ...siteOf(document, `${folder}/site`), shards });
  expect(await read(`${folder}/site`)).toBe(collectionText(readDescription(document)));
});

test("schemas that all refer to each other are no matter", () => {
  const names = Array.from({ length: 40 }, (_, index) => `S${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]));
  const schema = { $ref: "#/components/schemas/S0" };
  const response = { description: "All.", content: { "application/json": { schema, example: {} } } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Knot", version: "1" },
    paths: { "/knot": { get: { operationId: "getKnot", responses: { 200: response } } } },
    components: { schemas: Object.fromEntries(names.map((name) => [name, { type: "object", properties }])) },
  };
  expect(collectionText(readDescription(document))).toContain('"getKnot"');
});
