import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";

/** A program that has run. */
export interface Ran {
  readonly milliseconds: number;
  /** The most memory that one of its processes had, in bytes; NaN where that can't be known (elsewhere than on Linux). */
  readonly peak: number;
  readonly output: string;
}

/** How often memory is looked at, in milliseconds: the system keeps the highest value of a process as long as it runs. */
const every = 25;

/**
 * Runs a program to its end.
 *
 * @param options where, and with which environment; what gives it up; whether its memory is looked at, which takes some time itself
 * @throws {Error} with what it has written, where it fails
 */
export async function run(
  [program, ...args]: readonly [string, ...string[]],
  options: {
    readonly cwd: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly signal: AbortSignal;
    readonly memory?: boolean;
  },
): Promise<Ran> {
  const { memory = false, ...rest } = options;
  const began = performance.now();
  const child = spawn(program, args, { ...rest, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  let peak = memory && process.platform === "linux" ? 0 : Number.NaN;
  const look = async () => {
    for (const pid of await family(child.pid)) peak = Math.max(peak, await highest(pid));
  };
  const timer = memory && process.platform === "linux" ? setInterval(() => void look(), every) : undefined;
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on("close", resolve).on("error", reject);
  try {
    const code = await promise;
    const milliseconds = performance.now() - began;
    if (code !== 0) throw new Error(`${[program, ...args].join(" ")} ended with ${code}:\n${output.slice(-4000)}`);
    return { milliseconds, peak, output };
  } finally {
    clearInterval(timer);
  }
}

/** A process and all that it has started, as far as they still run. */
async function family(root: number | undefined): Promise<number[]> {
  if (root === undefined) return [];
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    // The parent is the second field behind the name, which may have spaces in it (proc(5)).
    const text = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    parents.set(Number(name), Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1]));
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

/** The most memory that a process has had in use, in bytes. */
async function highest(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
}
