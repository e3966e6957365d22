/** Measures a part of the project against its peers: `pnpm bench <what>`. Each package has its own in `bench/run.ts`, and so has the whole. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { launcherEnded } from "./launchers.ts";
import { root, turbo } from "./turbo.ts";

const [what = "", ...options] = process.argv.slice(2);
/** The name of the one that measures the whole. */
const pipeline = "pipeline";
const names: string[] = [];
for await (const path of glob("packages/*/bench/run.ts", { cwd: root })) names.push(path.split(/[\\/]/)[1] ?? "");
names.push(pipeline);
names.sort();
const help = `Measures a part of the project against its peers, and writes the results beside its bench.

Usage: pnpm bench <what> [options]     where <what> is ${names.join(" or ")}
       pnpm bench <what> --help        its options
`;

if (what === "--help") console.log(help);
else if (names.includes(what)) process.exitCode = await bench(what);
else {
  console.error(`${what === "" ? "Say what to measure." : `There is no bench \`${what}\`.`}\n\n${help}`);
  process.exitCode = 2;
}

/** @returns the exit code */
async function bench(name: string): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
  void launcherEnded(stopping.signal).then(() => stopping.abort());
  const filter = name === pipeline ? "@spkey/scripts..." : `@spkey/${name}...`;
  const { code, text } = await turbo(["build", "bundle", `--filter=${filter}`, "--output-logs=errors-only"], {
    output: "capture",
    signal: stopping.signal,
  });
  if (stopping.signal.aborted) return 130;
  if (code !== 0) {
    console.error(text);
    return code;
  }
  const folder = name === pipeline ? "scripts" : join("packages", name);
  const child = spawn(process.execPath, [join(root, folder, "bench/run.ts"), ...options], {
    stdio: "inherit",
  });
  stopping.signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  const [exitCode] = await once(child, "exit");
  return exitCode ?? 1; // None where a signal has ended it.
}
