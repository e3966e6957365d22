import { statSync } from "node:fs";

/**
 * Tells changes of files from what is only told of them once more: who writes a file empties it first, so that watchers tell of it
 * twice, and the second time some 50 ms later, when what is in the file has long been read.
 */
export interface ToldChanges {
  /** Whether a file that is told to have changed may be another than the one that was read. */
  isNew(path: string): boolean;
  /** Says that all files are about to be read as they are now. */
  read(): void;
}

/** Times of files are this coarse, in milliseconds: what was written so shortly ago may be written again at the same time. */
const coarse = 10;

export function createToldChanges(): ToldChanges {
  const unread = new Set<string>();
  const stamps = new Map<string, string>();
  return {
    isNew(path) {
      const stamp = stampOf(path);
      if (stamp !== undefined && stamps.get(path) === stamp) return false;
      unread.add(path);
      return true;
    },
    read() {
      for (const path of unread) {
        const stamp = stampOf(path);
        if (stamp === undefined) stamps.delete(path);
        else stamps.set(path, stamp);
      }
      unread.clear();
    },
  };
}

/** @returns nothing where it can't be told from what is written next */
function stampOf(path: string): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stats) return "gone";
  const { ino, size, mtimeNs, ctimeNs } = stats;
  return Date.now() - Number(mtimeNs / 1_000_000n) < coarse ? undefined : [ino, size, mtimeNs, ctimeNs].join(" ");
}
