import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Description } from "@spkey/model";
import { buildIndexFile, buildPageFile } from "../search/build.ts";
import { searchPages } from "../search/entries.ts";

/**
 * Writes what the search and the navigation fetch at first use. Their names stay the same: they change with each word of a
 * description, and a page that named them by what is in them would change with every other page.
 */
export async function writeSearchFiles(description: Description, folder: string): Promise<void> {
  const pages = searchPages(description);
  await mkdir(join(folder, "search"), { recursive: true });
  await writeFile(join(folder, "search/pages.json"), JSON.stringify(buildPageFile(pages)));
  await writeFile(join(folder, "search/index.json"), JSON.stringify(buildIndexFile(pages)));
}
