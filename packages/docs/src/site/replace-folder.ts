import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Has a folder written beside its place, and puts it there when it is whole. */
export async function replaceFolder<Written>(
  output: string,
  write: (folder: string) => Promise<Written>,
): Promise<Written> {
  await mkdir(dirname(output), { recursive: true });
  const folder = await mkdtemp(`${output}.`);
  try {
    const written = await write(folder);
    await replace(output, folder);
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function replace(target: string, site: string): Promise<void> {
  const old = `${site}.old`;
  await rename(target, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(site, target);
  // Thousands of files go several times faster without a turn through the thread pool for each.
  rmSync(old, { recursive: true, force: true });
}
