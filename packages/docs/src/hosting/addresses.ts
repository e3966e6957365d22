import { glob, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { VersionsFile } from "./versions.ts";

/** The line of a page that says what its address is (`src/pages/head.ts`), and what we may have added to it. */
const ownAddress = /<link rel="canonical" href="([^"]*)">(\n<meta name="robots" content="noindex">)?/;

/**
 * Search engines shall find one version of a page. In older versions, it names the same page of the newest as its canonical address
 * (RFC 6596); what the newest has not is not indexed. Where a site does not know its address, nothing is changed.
 *
 * @param all the folder of all versions
 */
export async function settleAddresses(all: string, { newest, versions }: VersionsFile): Promise<void> {
  const address = await addressOf(join(all, newest));
  if (address === undefined) return;
  for (const { folder } of versions) {
    const own = new URL(`../${folder}/`, address).href;
    for await (const name of glob("**/*.html", { cwd: join(all, folder) })) {
      const page = name
        .split(/[\\/]/)
        .join("/")
        .replace(/(^|\/)index\.html$/, "$1");
      const isInNewest = await isThere(join(all, newest, name));
      const line = isInNewest ? canonical(address + page) : `${canonical(own + page)}\n${noindex}`;
      await replaceIn(join(all, folder, name), line);
    }
  }
}

const noindex = '<meta name="robots" content="noindex">';

function canonical(address: string): string {
  return `<link rel="canonical" href="${address}">`;
}

/** What the first page of a version says that its address is. */
async function addressOf(folder: string): Promise<string | undefined> {
  return ownAddress.exec(await readFile(join(folder, "index.html"), "utf8"))?.[1];
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

async function replaceIn(file: string, line: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const settled = text.replace(ownAddress, () => line);
  if (settled !== text) await writeFile(file, settled);
}
