import { readDescription } from "@spkey/model";
import { makeAssets } from "./assets.ts";
import { replaceFolder } from "./replace-folder.ts";
import { readShards } from "./shard.ts";
import { type BuildSite, wholeSite } from "./site.ts";
import { writeCollection, writePages, writeRedoc } from "./write.ts";

/** Builds one site, from nothing. */
export const buildSite: BuildSite = async ({ shards = [], ...given }) => {
  const site = wholeSite(given);
  const description = site.files.description ?? readDescription(site.files.document);
  const assets = await makeAssets();
  const earlier = await readShards(shards);
  await replaceFolder(site.output, async (folder) => {
    const writing = { description, assets, folder, earlier, sparing: true };
    // Redoc's is a program of its own, and takes longer than all of ours: it runs beside it.
    const results = await Promise.allSettled([
      writePages(site, writing),
      site.redoc ? writeRedoc(site, { ...writing, folder: `${folder}/redoc` }) : undefined,
      writeCollection(description, folder),
    ]);
    // All of them are over before the folder may go away.
    for (const result of results) if (result.status === "rejected") throw result.reason;
  });
  return description;
};
