import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Description } from "@spkey/model";
import { buildIndexFile, buildPageFile } from "../search/build.ts";
import { searchPages } from "../search/entries.ts";

/** Where the files are that the search and the navigation fetch at first use, from the site's root. */
export interface SearchFiles {
  readonly pages: string;
  readonly search: string;
}

/** Writes the index of a site into its folder. */
export async function writeSearchFiles(description: Description, folder: string): Promise<SearchFiles> {
  const pages = searchPages(description);
  await mkdir(join(folder, "assets"), { recursive: true });
  const write = async (name: string, content: object) => {
    const text = JSON.stringify(content);
    const path = `assets/${name}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.json`;
    await writeFile(join(folder, path), text);
    return path;
  };
  return { pages: await write("pages", buildPageFile(pages)), search: await write("search", buildIndexFile(pages)) };
}
