import { execFile } from "node:child_process";

/** How a program ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The longest that an installer, a compiler or a program of ours may take, in milliseconds: a hang ends there. */
const timeout = 60_000;

/**
 * Runs a program in a folder, which is its home as well: it finds no configuration, cache or credential of ours. What these
 * programs would ask or tell the internet by themselves is off.
 */
export function execute([command = "", ...args]: readonly string[], folder: string): Promise<Outcome> {
  const { PATH = "" } = process.env;
  const env = {
    PATH,
    HOME: folder,
    TMPDIR: folder,
    CI: "1",
    NO_COLOR: "1",
    DO_NOT_TRACK: "1",
    DENO_NO_UPDATE_CHECK: "1",
  };
  return new Promise((resolve) => {
    execFile(command, args, { cwd: folder, env, timeout, killSignal: "SIGKILL" }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === "number" ? error.code : 127) : 0;
      resolve({ code, stdout, stderr: error?.killed ? `${stderr}\nended after ${timeout} ms` : stderr });
    });
  });
}

/**
 * The same, for what has to succeed.
 *
 * @returns what it has written to its standard output
 * @throws where it did not
 */
export async function succeed(command: readonly string[], folder: string): Promise<string> {
  const { code, stdout, stderr } = await execute(command, folder);
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}
