import { closeSync, openSync, writeSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { programHash } from "./program-hash.ts";
import type { Earlier, Rendered } from "./render.ts";

/** What the builds of our own site remember from one to the next, on this machine only. */
export const ownRecord = fileURLToPath(new URL("../../node_modules/.cache/pages.jsonl", import.meta.url));

/**
 * Reads what the last build of a site has rendered: whoever builds it again takes over what has not changed.
 *
 * @param folder the site, in which each page is only taken for what it was if it has not been touched since
 * @returns nothing where there is no record, or the program has changed since
 */
export async function readRecord(file: string, folder: string): Promise<Earlier[]> {
  const rendered = new Map<string, Rendered>();
  try {
    await using handle = await open(file);
    let program: string | undefined;
    for await (const line of handle.readLines()) {
      if (program === undefined) {
        program = JSON.parse(line);
        if (program !== (await programHash())) return [];
      } else rendered.set(...(JSON.parse(line) as [string, Rendered])); // As it is written below.
    }
  } catch {
    return []; // There is none, or it has been cut off: all is rendered then.
  }
  return [{ folder, rendered, stays: false }];
}

/** Writes what has been rendered of a site: whole, or not at all. A line for each operation, so that no text is as long as all of them. */
export async function writeRecord(file: string, rendered: ReadonlyMap<string, Rendered>): Promise<void> {
  const temporary = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  try {
    const target = openSync(temporary, "w");
    try {
      writeSync(target, `${JSON.stringify(await programHash())}\n`);
      for (const each of rendered) writeSync(target, `${JSON.stringify(each)}\n`);
    } finally {
      closeSync(target);
    }
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}
