import { spawn } from "node:child_process";
import { once } from "node:events";
import { launcherEnded } from "./launchers.ts";
import { turbo } from "./turbo.ts";

/**
 * Builds what a package needs, and then runs a program of it, which ends when we are told to end.
 *
 * @param name the package's, without its scope
 * @returns the exit code
 */
export async function runBuilt(name: string, program: string, options: readonly string[]): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
  void launcherEnded(stopping.signal).then(() => stopping.abort());
  const { code, text } = await turbo(["build", "bundle", `--filter=@spkey/${name}...`, "--output-logs=errors-only"], {
    output: "capture",
    signal: stopping.signal,
  });
  if (stopping.signal.aborted) return 130;
  if (code !== 0) {
    console.error(text);
    return code;
  }
  const child = spawn(process.execPath, [program, ...options], { stdio: "inherit" });
  stopping.signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  const [exitCode] = await once(child, "exit");
  return exitCode ?? 1; // None where a signal has ended it.
}
