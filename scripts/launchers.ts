import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

/** How often we look whether they are still there, in milliseconds. */
const interval = 500;

/**
 * Resolves when one of the processes that launched us has ended: `npx pnpm@12 start` is npm, a shell, pnpm, a shell and
 * then us, and npm, when it is told to end, ends its shell and leaves the rest of us behind.
 */
export async function launcherEnded(signal: AbortSignal): Promise<void> {
  const pids = await launchers();
  if (pids.length === 0) return new Promise(() => {}); // Nobody to wait for.
  while (!signal.aborted && pids.every(isAlive)) await setTimeout(interval, undefined, { ref: false });
}

/** Our ancestors as far as they are package managers and the shells that these start, the nearest first. */
async function launchers(): Promise<number[]> {
  const pids: number[] = [];
  try {
    for (let pid = process.ppid; pid > 1; ) {
      const { stdout } = await promisify(execFile)("ps", ["-o", "ppid=,args=", "-p", String(pid)]);
      const [, parent, command = ""] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
      if (!/^(\S*\/)?(sh -c|npm |npx |pnpm |node \S*(npm|npx|pnpm))/.test(command)) break;
      pids.push(pid);
      pid = Number(parent);
    }
  } catch {
    // Without `ps`, as on Windows, there is no such chain to follow.
  }
  return pids;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
