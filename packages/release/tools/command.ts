import { styleText } from "node:util";

/** What a person, or a script, did wrong: how the command is called, or what it needs. It exits with 2. */
export class UsageError extends Error {}

/**
 * Runs a command to its exit code: what it returns, or 2 where something can't be read or was called wrongly. What is to be
 * removed at the exit is removed when it is told to end, too.
 */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
  try {
    process.exitCode = await command();
  } catch (error) {
    sayError(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}

export function sayError(message: string): void {
  console.error(styleText("red", message, { stream: process.stderr }));
}

/** What went wrong, each with an empty line after it, and how much it is. */
export function sayProblems(problems: readonly string[]): void {
  for (const problem of problems) sayError(`${problem}\n`);
}
