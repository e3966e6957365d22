import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The root of the workspace: messages name files relative to it, so that they can be opened from where one works. */
export const workspaceRoot = fileURLToPath(new URL("../..", import.meta.url));

/** The rules that a description is held to. */
export const lintConfig = fileURLToPath(new URL("../redocly.yaml", import.meta.url));

/**
 * V8 lets what is new grow with the memory of the machine: with 24 GB, a third of what Redocly takes for the 1,223 operations of
 * GitHub is garbage that nobody has looked at yet (653 MB, and 435 MB in the same time with this limit in MiB).
 */
export const sparing = "--max-semi-space-size=16";

const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));

/** What came of a command: its exit code, and what it wrote. */
export interface RedoclyRun {
  readonly code: number;
  readonly text: string;
}

/** Runs Redocly's CLI from the root of the workspace, with its telemetry and update notices off. */
export type Redocly = (args: readonly string[]) => Promise<RedoclyRun>;

/** How it is run, besides. */
export const surroundings = () => ({
  cwd: workspaceRoot,
  env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
});

/** Runs it in a process of its own. */
export const redocly: Redocly = (args) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [sparing, cli, ...args], {
      ...surroundings(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, text }));
  });
