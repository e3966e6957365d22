import { spawn } from "node:child_process";

/** A program that runs beside the test: a server, a watcher. */
export interface Program {
  readonly pid: number;
  /** What it has written to both of its outputs so far. */
  output(): string;
  /**
   * Waits for what it has to write.
   *
   * @param from how much of the output to leave out, in UTF-16 code units
   * @returns the match, as soon as the output has one
   * @throws where the program ends before
   */
  says(pattern: RegExp, from?: number): Promise<RegExpExecArray>;
  /** Sends a signal to it and to all that it has started; nothing happens where it has ended. */
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, once it has ended; null where a signal has ended it. */
  readonly exit: Promise<number | null>;
  /** Kills it where it has not ended, and waits until it has. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a program, without a shell, as the leader of a process group of its own, as a shell does with a command.
 *
 * @param options the folder that it runs in and all of its environment; by default those of this process
 */
export function startProgram(
  [command = "", ...args]: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Program {
  const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      for (const listener of listeners) listener();
    });
  }
  const { promise: exit, resolve, reject } = Promise.withResolvers<number | null>();
  child.on("close", resolve).on("error", reject);
  exit.catch(() => {}); // Whoever waits for it gets the error.

  const kill = (signal: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  const says = (pattern: RegExp, from = 0) =>
    new Promise<RegExpExecArray>((found, failed) => {
      const look = () => {
        const match = pattern.exec(output.slice(from));
        if (!match) return;
        listeners.delete(look);
        found(match);
      };
      listeners.add(look);
      look();
      exit.then((code) => failed(new Error(`It ended with ${code} before it said ${pattern}:\n${output}`)), failed);
    });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    says,
    kill,
    exit,
    async [Symbol.asyncDispose]() {
      kill("SIGKILL");
      await exit.catch(() => {});
    },
  };
}
