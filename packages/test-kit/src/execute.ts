import { execFile } from "node:child_process";

/** How a program ended. */
export interface Outcome {
  /** Its exit code; 127 where it could not be started, or was killed. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ExecuteOptions {
  /** The folder that it runs in; by default that of this process. */
  readonly cwd?: string | undefined;
  /** All of its environment; by default that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** How long it may run, in milliseconds, before it is killed; by default a minute. */
  readonly timeout?: number;
}

/** Runs a program, without a shell, to its end. A failure is a result, and no error. */
export function execute(
  [command = "", ...args]: readonly string[],
  { timeout = 60_000, ...options }: ExecuteOptions = {},
): Promise<Outcome> {
  const limits = { timeout, killSignal: "SIGKILL", maxBuffer: 64 * 1024 * 1024 } as const;
  return new Promise((resolve) => {
    execFile(command, args, { ...options, ...limits }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === "number" ? error.code : 127) : 0;
      resolve({ code, stdout, stderr: error?.killed ? `${stderr}\nended after ${timeout} ms` : stderr });
    });
  });
}
