import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readDescription } from "@spkey/model";
import { makeAssets } from "./assets.ts";
import { pagesOf } from "./pages.ts";
import { programHash } from "./program-hash.ts";
import { type Earlier, type Rendered, renderOperations } from "./render.ts";
import { replaceFolder } from "./replace-folder.ts";
import { type Site, wholeSite } from "./site.ts";

/** A part of a site's operations: the second of four is `{ index: 2, count: 4 }`. */
export interface Share {
  readonly index: number;
  readonly count: number;
}

/** What a shard says of itself, beside its pages. */
interface Manifest {
  /** Of the program that has rendered it: another one may render the same otherwise. */
  readonly program: string;
  readonly rendered: readonly (readonly [key: string, rendered: Rendered])[];
}

const manifestFile = "shard.json";

/**
 * Renders a share of a site's operations into a folder, for a description that several machines build: the whole is built
 * from all of their folders, which takes over what they have rendered.
 *
 * @returns how many operations are in it
 */
export async function writeShard(site: Site, share: Share): Promise<number> {
  const { files, samples, output, redoc, settings } = wholeSite(site);
  const description = readDescription(files.document);
  const assets = await makeAssets();
  const pages = pagesOf({
    document: files.document,
    description,
    samples,
    assets,
    redoc,
    changelog: files.changelog !== undefined,
    settings,
  });
  // Neighbours take alike long, so that turns are fair.
  const places = pages.places.filter((_, position) => position % share.count === share.index - 1);
  await replaceFolder(output, async (folder) => {
    const rendered = await renderOperations({ ...pages, places, folder, earlier: [], sparing: true });
    const manifest: Manifest = { program: await programHash(), rendered: [...rendered] };
    await writeFile(join(folder, manifestFile), JSON.stringify(manifest));
  });
  return places.length;
}

/**
 * Reads what shards have rendered.
 *
 * @throws {Error} where a folder is none, or was rendered by other sources than these
 */
export async function readShards(folders: readonly string[]): Promise<Earlier[]> {
  const program = folders.length > 0 ? await programHash() : "";
  return Promise.all(
    folders.map(async (folder) => {
      const manifest = await readManifest(folder);
      if (manifest.program === program) return { folder, rendered: new Map(manifest.rendered), stays: false };
      throw new Error(
        `${folder} was rendered by other sources than these. Build all shards and the whole of one commit.`,
      );
    }),
  );
}

async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, manifestFile);
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${folder} is no shard of a site: ${why} Build it with \`--shard\`.`, { cause: error });
  }
}
