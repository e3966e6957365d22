import { readdir, readFile } from "node:fs/promises";

/** How often is looked, in milliseconds: the kernel keeps the peak of each process for as long as it lives. */
const interval = 100;

/** Watches how much memory the processes of a group take. */
export interface MemoryWatch {
  /** @returns the peak of the largest process so far, in bytes; 0 where the system does not tell it (it is read from `/proc`) */
  stop(): number;
}

export function watchMemory(group: number): MemoryWatch {
  let peak = 0;
  let stopped = false;
  const look = async () => {
    for (const pid of await pidsOf(group)) peak = Math.max(peak, await peakOf(pid));
    if (!stopped) timer = setTimeout(look, interval);
  };
  let timer = setTimeout(look, 0);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      return peak;
    },
  };
}

/** proc_pid_stat(5): what follows the name, which may have anything in it, begins with state, parent and group. */
async function pidsOf(group: number): Promise<string[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const groups = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]);
    }),
  );
  return pids.filter((_, index) => groups[index] === group);
}

/** `VmHWM` of proc_pid_status(5), the peak resident set size. */
async function peakOf(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
