import { join } from "node:path";
import { type Ended, run, runToSuccess } from "../../src/process.ts";

/** The commands of releases, as they are in a copy of the repository. */
export interface Tools {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  run(args: readonly string[], onLine?: (line: string, kill: () => void) => void): Promise<Ended>;
  /** @throws where it does not succeed */
  succeed(...args: readonly string[]): Promise<string>;
}

export function createTools(copy: string, home: string, signal: AbortSignal): Tools {
  const env = environment(home);
  const command = ([tool = "", ...args]: readonly string[]) => [
    process.execPath,
    join(copy, "packages/release/tools", tool),
    ...args,
  ];
  return {
    env,
    signal,
    run: (args, onLine) => run(command(args), { cwd: copy, env, signal, ...(onLine && { onLine }) }),
    succeed: (...args) => runToSuccess(command(args), { cwd: copy, env, signal }),
  };
}

/** Ours, but for npm's configuration, and what a package manager or a workflow tells its scripts: npm finds its home empty, and what they leave
 * behind goes with it. */
function environment(home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|pnpm_|NODE_AUTH_TOKEN$|NPM_TOKEN$|GITHUB_OUTPUT$|GIT_)/i.test(name),
  );
  return { ...Object.fromEntries(kept), HOME: home, TMPDIR: home, NO_COLOR: "1" };
}
