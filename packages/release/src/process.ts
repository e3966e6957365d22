import { spawn } from "node:child_process";

/** How a program ended. */
export interface Ended {
  /** Its exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** All of its environment; by default that of this process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Ends it, and all that it has started: it leads a process group of its own then, which a terminal's Ctrl-C does not reach. */
  readonly signal?: AbortSignal | undefined;
  /** Gets each line of its standard output as it comes. */
  readonly onLine?: (line: string, kill: () => void) => void;
}

/**
 * Runs a program, without a shell. When the signal aborts, nothing of it stays.
 *
 * @throws where it can't be started, or the signal aborts
 */
export async function run([command = "", ...args]: readonly string[], options: RunOptions): Promise<Ended> {
  const { cwd, env = process.env, signal, onLine } = options;
  signal?.throwIfAborted();
  // Without a signal, it stays in our group, and ends with it: who ends us by ours leaves nothing behind.
  const detached = signal !== undefined;
  const child = spawn(command, args, { cwd, env, detached, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(detached ? -child.pid : child.pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  };
  signal?.addEventListener("abort", kill, { once: true });
  let stdout = "";
  let stderr = "";
  let line = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    const lines = (line + chunk).split("\n");
    line = lines.pop() ?? "";
    for (const each of lines) onLine?.(each, kill);
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject));
    signal?.throwIfAborted();
    return { code, stdout, stderr };
  } finally {
    signal?.removeEventListener("abort", kill);
  }
}

/**
 * The same, for what has to succeed.
 *
 * @returns what it has written to its standard output
 * @throws where it did not succeed
 */
export async function runToSuccess(command: readonly string[], options: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(command, options);
  if (code !== 0) throw new Error(`\`${command.join(" ")}\` ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}
