/** Rehearses a release, as `help` says. */
import { rmSync } from "node:fs";
import { mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readWorkspace } from "../src/index.ts";
import { sayError } from "./command.ts";
import { rehearse } from "./rehearse/rehearse.ts";

const help = `pnpm release:rehearse [options]

Does all of a release on this machine, in a copy of the repository, against a registry on loopback: makes the versions, builds,
packs, checks the tarballs, publishes them, is killed between two packages and finishes it, publishes again, which skips all,
and something else as the same version, which is refused. Then it installs them into an empty project with npm, starts the mock
and calls it with the client.

  --keep  leaves the copy and the tarballs, to look at
  --help  says this

Nothing of this repository changes, and nothing stays. It exits with 0 where all of it went well, else with 1.`;

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stopping.abort());

try {
  const { values } = parseArgs({
    options: { keep: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) console.log(help);
  else await main(values.keep);
} catch (error) {
  if (!stopping.signal.aborted) sayError(error instanceof Error ? error.message : String(error));
  process.exitCode = stopping.signal.aborted ? 130 : 1;
}

async function main(keep: boolean): Promise<void> {
  const began = performance.now();
  const { root } = await readWorkspace(process.cwd());
  const folder = await realpath(await mkdtemp(join(tmpdir(), "spkey-rehearsal-")));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  // Also where something in here throws past us.
  if (!keep) process.once("exit", remove);
  const say = (line: string) => console.log(`${seconds(began).padStart(7)}  ${line}`);
  const { version } = await rehearse({ root, folder, say, signal: stopping.signal });
  say(`${version} could be released${keep ? `; what was made is in ${folder}` : ""}`);
}

function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
