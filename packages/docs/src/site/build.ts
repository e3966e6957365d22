import { readDescription } from "@spkey/model";
import { makeAssets } from "./assets.ts";
import { readRecord, writeRecord } from "./record.ts";
import { replaceFolder } from "./replace-folder.ts";
import { readShards } from "./shard.ts";
import { type BuildSite, wholeSite } from "./site.ts";
import { writeCollection, writePages, writeRedoc } from "./write.ts";

/** Builds one site, from nothing. */
export const buildSite: BuildSite = async ({ shards = [], record, ...given }) => {
  const site = wholeSite(given);
  const description = site.files.description ?? readDescription(site.files.document);
  const assets = await makeAssets();
  const earlier = [...(await readShards(shards)), ...(record ? await readRecord(record, site.output) : [])];
  const rendered = await replaceFolder(site.output, async (folder) => {
    const writing = { description, assets, folder, earlier, sparing: true };
    // Redoc's is a program of its own, and takes longer than all of ours: it runs beside it.
    const [pages, ...others] = await Promise.allSettled([
      writePages(site, writing),
      site.redoc ? writeRedoc(site, { ...writing, folder: `${folder}/redoc` }) : undefined,
      writeCollection(description, folder),
    ]);
    // All of them are over before the folder may go away.
    for (const result of others) if (result.status === "rejected") throw result.reason;
    if (pages.status === "rejected") throw pages.reason;
    return pages.value;
  });
  if (record) await writeRecord(record, rendered);
  return description;
};
