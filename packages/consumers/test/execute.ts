import { type Outcome, execute as runToEnd } from "@spkey/test-kit";

/**
 * Runs a program in a folder, which is its home as well: it finds no configuration, cache or credential of ours. What these
 * programs would ask or tell the internet by themselves is off. It may take a minute: a hang ends there.
 */
export function execute(command: readonly string[], folder: string): Promise<Outcome> {
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
  return runToEnd(command, { cwd: folder, env });
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
