import { execute } from "@spkey/test-kit/execute";

/** How a tool of ours ended. */
export interface ToolOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the scripts of our packages give to Node. */
export const nodeOptions = ["--max-semi-space-size=8"] as const;

/** The time limit is that of the step. */
const timeout = 60 * 60_000;

/** Runs a program of one of our packages, as its users do. */
export function runTool(program: string, args: readonly string[]): Promise<ToolOutcome> {
  return execute([process.execPath, ...nodeOptions, program, ...args], { timeout });
}
