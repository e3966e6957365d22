import { fileURLToPath } from "node:url";
import { execute, type Outcome } from "@spkey/test-kit";

const program = fileURLToPath(new URL("../tools/check-breaking.ts", import.meta.url));

/** The environment of a terminal that nobody has set up: no colours, and no repository but the one of the folder. */
function environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _force, GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...rest } = process.env;
  return { ...rest, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null", ...more };
}

/** Runs the check in a folder. */
export function check(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return execute([process.execPath, program, ...args], { cwd, env: environment(env) });
}

/** Runs git in a folder, as somebody. */
export async function git(cwd: string, ...args: readonly string[]): Promise<void> {
  const somebody = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"];
  const { code, stderr } = await execute(["git", ...somebody, ...args], { cwd, env: environment({}) });
  if (code !== 0) throw new Error(stderr);
}
