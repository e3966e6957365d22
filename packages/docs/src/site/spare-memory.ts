import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes of the process from which on memory is spared. */
const most = 350 * 1024 * 1024;

/** By how much it may grow after that before it is spared again. */
const growth = 1.1;

/** Bytes of the process after memory was spared by this thread. */
let left = 0;

let collect: ((how: object) => void) | undefined;

/**
 * Gives memory back that nobody needs any more, where there is much of it. V8 collects the less often the more memory a machine has:
 * of a description with a thousand operations, most of what a build holds is what has been written long ago.
 */
export function spareMemory(): void {
  if (process.memoryUsage.rss() < Math.max(most, left * growth)) return;
  if (!collect) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as (how: object) => void; // As V8 defines it.
  }
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
  left = process.memoryUsage.rss();
}
