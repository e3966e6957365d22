import { cp, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Description, readDescription } from "@spkey/model";
import { collectionFile } from "../collection/index.ts";
import { type MadeAssets, makeAssets } from "./assets.ts";
import { readRecord } from "./record.ts";
import type { Rendered } from "./render.ts";
import { filesIn, removeFiles, replaceFolder, updateFolder } from "./replace-folder.ts";
import { type Site, type WholeSite, wholeSite } from "./site.ts";
import { writeCollection, writePages, writeRedoc } from "./write.ts";

/**
 * Builds one site again and again, and remembers what it has built: of the next one in the same folder, it renders only what an
 * edit of the description has changed, and touches nothing else.
 */
export interface SiteBuilder {
  /**
   * All but Redoc's reference and the collection, which take longer than all else: where they are, they stay as they are.
   *
   * @param ready is waited for before anything of the new site is shown; where it fails, the old one stays
   * @returns the description that it shows
   * @throws where the document is no description that can be read
   */
  readonly buildPages: (site: Site, ready?: Promise<unknown>) => Promise<Description>;
  /** The collection and, where the site has one, Redoc's reference, in the site as it was built last. */
  readonly buildReference: (site: Site, signal?: AbortSignal) => Promise<void>;
}

/** A site that this builder has built. */
interface Built {
  readonly rendered: ReadonlyMap<string, Rendered>;
  /** All files that were written, from the site's root. */
  readonly files: ReadonlySet<string>;
  readonly identity: string;
}

export function createSiteBuilder(): SiteBuilder {
  let assets: Promise<MadeAssets> | undefined;
  let built: Built | undefined;
  return {
    async buildPages(given, ready) {
      const site = wholeSite(given);
      const description = site.files.description ?? readDescription(site.files.document);
      assets ??= makeAssets();
      const made = await assets;
      // Who else has built there since may have built something else.
      const known = built && built.identity === (await identityOf(site.output)) ? built : undefined;
      const earlier = known
        ? [{ folder: site.output, rendered: known.rendered, stays: true }]
        : given.record
          ? await readRecord(given.record, site.output)
          : [];
      const place = known ? updateFolder : replaceFolder;
      const { rendered, files } = await place(site.output, async (folder) => {
        const written = await writePages(site, { description, assets: made, folder, earlier, sparing: false });
        const found = new Set([...filesIn(folder), ...[...written.values()].flatMap((each) => each.files)]);
        if (!known) await keepReference(site, { folder, description });
        await ready;
        // Until all of it is in its place, there is nothing to build upon.
        built = undefined;
        return { rendered: written, files: found };
      });
      if (known)
        removeFiles(
          site.output,
          [...known.files].filter((path) => !files.has(path)),
        );
      built = { rendered, files, identity: await identityOf(site.output) };
      return description;
    },
    async buildReference(given, signal) {
      const site = wholeSite(given);
      const description = site.files.description ?? readDescription(site.files.document);
      signal?.throwIfAborted();
      await writeCollection(description, site.output);
      if (!site.redoc) return;
      await replaceFolder(join(site.output, "redoc"), (folder) =>
        writeRedoc(site, { description, folder, ...(signal && { signal }) }),
      );
    },
  };
}

/** Tells a site from others that are later at the same place. */
async function identityOf(folder: string): Promise<string> {
  const [place, page] = await Promise.all(
    [folder, join(folder, "index.html")].map((path) => stat(path).catch(() => undefined)),
  );
  return [place?.ino, place?.birthtimeMs, page?.ino, page?.mtimeMs].join(" ");
}

/** Takes what takes long from the site that is there. Pages link to the collection, so that there is always one. */
async function keepReference(
  { output, redoc }: WholeSite,
  { folder, description }: { readonly folder: string; readonly description: Description },
): Promise<void> {
  if (redoc) await copyExisting(join(output, "redoc"), join(folder, "redoc"));
  const kept = await copyExisting(join(output, collectionFile), join(folder, collectionFile));
  if (!kept) await writeCollection(description, folder);
}

async function copyExisting(from: string, to: string): Promise<boolean> {
  if (!(await stat(from).catch(() => undefined))) return false;
  await cp(from, to, { recursive: true });
  return true;
}
