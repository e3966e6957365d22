import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
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

/** The lock is linked, not written in place: whoever finds it finds the process in it as well. */
async function take(lock: string, folder: string): Promise<void> {
  const own = `${lock}.${randomUUID()}`;
  await writeFile(own, String(process.pid), { flag: "wx" });
  try {
    if (await isMade(link(own, lock))) return;
    const holder = await holderOf(lock);
    if (isRunning(holder)) {
      throw new Error(`${folder} is being written by another process (${holder}). Run this again when that is done.`);
    }
    if (await takeOver(own, lock)) return;
    throw new Error(
      `${folder} has just been taken by another process. Run this again when that is done; if it says the same again, and no ` +
        `other process is running, remove ${takeoverOf(lock)}.`,
    );
  } finally {
    await rm(own, { force: true });
  }
}

/**
 * Takes the lock of a process that is gone. One at a time: of two that have seen the same dead lock, the second would remove what
 * the first has put in its place.
 */
async function takeOver(own: string, lock: string): Promise<boolean> {
  const takeover = takeoverOf(lock);
  if (!(await isMade(mkdir(takeover)))) return false;
  try {
    const holder = await holderOf(lock);
    if (isRunning(holder)) return false;
    // Where there is none any more, others may take it at any time: what is there then is theirs.
    if (holder !== undefined) await rm(lock, { force: true });
    return await isMade(link(own, lock));
  } finally {
    await rm(takeover, { recursive: true });
  }
}

const takeoverOf = (lock: string) => `${lock}.takeover`;

async function isMade(making: Promise<void>): Promise<boolean> {
  try {
    await making;
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** The process that has the lock; nothing where there is no lock. */
async function holderOf(lock: string): Promise<number | undefined> {
  try {
    return Number(await readFile(lock, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function isRunning(pid: number | undefined): boolean {
  if (pid === undefined || !Number.isSafeInteger(pid) || pid < 1) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
