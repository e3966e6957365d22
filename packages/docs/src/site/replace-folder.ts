import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

// Thousands of files go several times faster without a turn through the thread pool for each: hence the calls that wait.

/** Has a folder written beside its place, and puts it there when it is whole. */
export function replaceFolder<Written>(output: string, write: (folder: string) => Promise<Written>): Promise<Written> {
  return beside(output, write, async (folder) => {
    const old = `${folder}.old`;
    await rename(output, old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    await rename(folder, output);
    rmSync(old, { recursive: true, force: true });
  });
}

/** Has files written beside a folder, and moves them into it, one by one, when all of them are there: each is whole at any time. */
export function updateFolder<Written>(output: string, write: (folder: string) => Promise<Written>): Promise<Written> {
  return beside(output, write, (folder) => {
    for (const path of filesIn(folder)) {
      mkdirSync(dirname(join(output, path)), { recursive: true });
      renameSync(join(folder, path), join(output, path));
    }
  });
}

async function beside<Written>(
  output: string,
  write: (folder: string) => Promise<Written>,
  place: (folder: string) => Promise<void> | void,
): Promise<Written> {
  await mkdir(dirname(output), { recursive: true });
  const folder = await mkdtemp(`${output}.`);
  try {
    const written = await write(folder);
    await place(folder);
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns the files in a folder and the folders in it, as paths from there */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

/** Removes files from a folder, and the folders in it that have none left. */
export function removeFiles(folder: string, paths: Iterable<string>): void {
  for (const path of paths) {
    rmSync(join(folder, path), { force: true });
    removeEmpty(folder, dirname(path));
  }
}

function removeEmpty(folder: string, path: string): void {
  if (path === ".") return;
  try {
    rmdirSync(join(folder, path));
  } catch {
    return; // It has other files.
  }
  removeEmpty(folder, dirname(path));
}
