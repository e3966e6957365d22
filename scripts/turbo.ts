import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the workspace. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** How turbo is started: its program itself, where it is there; else by the script that looks for it, at the cost of a Node. */
const command: readonly [program: string, ...args: string[]] = nativeTurbo() ?? [
  process.execPath,
  fileURLToPath(import.meta.resolve("turbo/bin/turbo")),
];

function nativeTurbo(): [string] | undefined {
  const cpu = process.arch === "x64" ? "64" : process.arch;
  const system = process.platform === "win32" ? "windows" : process.platform;
  const program = `@turbo/${system}-${cpu}/bin/turbo${process.platform === "win32" ? ".exe" : ""}`;
  try {
    return [createRequire(import.meta.resolve("turbo/package.json")).resolve(program)];
  } catch {
    return undefined;
  }
}

/** What everything that turbo runs gets. */
const environment = {
  DO_NOT_TRACK: "1",
  REDOCLY_TELEMETRY: "off",
  TURBO_TELEMETRY_DISABLED: "1",
  // Our tasks are short, and half of the time of some of them went to compiling the tools that they load.
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "node"),
};

/** Options of {@link turbo}. */
export interface TurboOptions {
  /** Ends turbo, and the tasks with it. */
  readonly signal?: AbortSignal;
  /** Where what is written goes: where ours goes (the default), or into the result. */
  readonly output?: "inherit" | "capture";
}

/**
 * Runs tasks with the telemetry of turbo, and of all that it runs, off.
 *
 * @returns the exit code, 0 where every task has succeeded, and what was written, where it was captured
 */
export function turbo(args: readonly string[], options: TurboOptions = {}): Promise<{ code: number; text: string }> {
  const { signal, output = "inherit" } = options;
  return new Promise((resolve, reject) => {
    const [program, ...first] = command;
    const child = spawn(program, [...first, "run", ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: output === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
    }
    const end = () => child.kill("SIGTERM");
    signal?.addEventListener("abort", end, { once: true });
    child.on("error", reject);
    child.on("close", (code) => {
      signal?.removeEventListener("abort", end);
      resolve({ code: code ?? 1, text });
    });
  });
}
