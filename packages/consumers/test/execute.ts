import { isolatedEnvironment } from "@spkey/release/registry";
import { type Outcome, execute as runToEnd } from "@spkey/test-kit";

/** Runs a program in a folder, which is its home as well. It may take a minute: a hang ends there. */
export function execute(command: readonly string[], folder: string): Promise<Outcome> {
  return runToEnd(command, { cwd: folder, env: isolatedEnvironment(folder) });
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
