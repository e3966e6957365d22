/** Runs turbo: `node scripts/turbo.ts <task…> [turbo's options]`. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The root of the workspace. */
export const root = fileURLToPath(new URL("..", import.meta.url));

const bin = fileURLToPath(import.meta.resolve("turbo/bin/turbo"));

/**
 * Runs tasks with the telemetry of turbo, and of all that it runs, off. What it writes goes where ours goes.
 *
 * @param signal ends it, and the tasks with it
 * @returns its exit code: 0 where every task has succeeded
 */
export function turbo(args: readonly string[], signal?: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, "run", ...args], {
      cwd: root,
      env: { ...process.env, DO_NOT_TRACK: "1", REDOCLY_TELEMETRY: "off", TURBO_TELEMETRY_DISABLED: "1" },
      stdio: "inherit",
    });
    const end = () => child.kill("SIGTERM");
    signal?.addEventListener("abort", end, { once: true });
    child.on("error", reject);
    child.on("close", (code) => {
      signal?.removeEventListener("abort", end);
      resolve(code ?? 1);
    });
  });
}

if (import.meta.main) process.exitCode = await turbo(process.argv.slice(2));
