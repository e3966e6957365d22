import { execute } from "@spkey/test-kit/execute";

/** How a tool of ours ended. */
export interface ToolOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The time limit is that of the step. */
const timeout = 60 * 60_000;

/** Runs a program of one of our packages, as its users do. */
export function runTool(program: string, args: readonly string[]): Promise<ToolOutcome> {
  return execute([process.execPath, program, ...args], { timeout });
}
