import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Does something with a folder while no other process does: of two that write it anew at the same time, one would lose what the
 * other has done. A process that was killed holds nobody up.
 *
 * @throws where another one is at it
 */
export async function alone<Done>(folder: string, act: () => Promise<Done>): Promise<Done> {
  const lock = `${folder}.lock`;
  await mkdir(dirname(folder), { recursive: true });
  await take(lock, folder);
  try {
    return await act();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string, folder: string): Promise<void> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    const holder = Number(await readFile(lock, "utf8").catch(() => ""));
    if (isRunning(holder)) {
      throw new Error(`${folder} is being written by another process (${holder}). Run this again when that is done.`);
    }
    await rm(lock, { force: true });
    await writeFile(lock, String(process.pid), { flag: "wx" });
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
