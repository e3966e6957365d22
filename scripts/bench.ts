/** Measures a part of the project against its peers: `pnpm bench <what>`. Each package has its own in `bench/run.ts`, and so has the whole. */
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { runBuilt } from "./run-built.ts";
import { root } from "./turbo.ts";

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
else if (names.includes(what)) {
  const folder = what === pipeline ? "scripts" : join("packages", what);
  const name = what === pipeline ? "scripts" : what;
  process.exitCode = await runBuilt(name, join(root, folder, "bench/run.ts"), options);
} else {
  console.error(`${what === "" ? "Say what to measure." : `There is no bench \`${what}\`.`}\n\n${help}`);
  process.exitCode = 2;
}
