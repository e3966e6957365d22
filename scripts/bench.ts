/** Measures a part of the project against its peers: `pnpm bench <what>`. Each package has its own in `bench/run.ts`. */
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { runBuilt } from "./run-built.ts";
import { root } from "./turbo.ts";

const [what = "", ...options] = process.argv.slice(2);
const names: string[] = [];
for await (const path of glob("packages/*/bench/run.ts", { cwd: root })) names.push(path.split(/[\\/]/)[1] ?? "");
names.sort();
const help = `Measures a part of the project against its peers, and writes packages/<what>/bench/results.md.

Usage: pnpm bench <what> [options]     where <what> is ${names.join(" or ")}
       pnpm bench <what> --help        its options
`;

if (what === "--help") console.log(help);
else if (names.includes(what))
  process.exitCode = await runBuilt(what, join(root, "packages", what, "bench/run.ts"), options);
else {
  console.error(`${what === "" ? "Say what to measure." : `There is no bench \`${what}\`.`}\n\n${help}`);
  process.exitCode = 2;
}
