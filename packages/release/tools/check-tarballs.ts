/** Checks tarballs before they are published, as `help` says. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readWorkspace, type Workspace } from "../src/index.ts";
import { dependenciesOf } from "../src/installed.ts";
import {
  audit,
  bundledIn,
  licenceProblems,
  openTarball,
  readTarballs,
  type Tarball,
  tarballChecks,
} from "../src/tarball/index.ts";
import { runCommand, sayProblems } from "./command.ts";

const help = `pnpm release:check [options]

Checks the tarballs that will be published, as they are: contents, entry points, publint, Are The Types Wrong, size, and the
licences of all that is in them or installed with them.

  --tarballs <folder>  where they are (default: tarballs)
  --audit              also asks the registry for known vulnerabilities of all of it
  --registry <url>     the registry that is asked (default: npm's)
  --help               says this

Exits with 0 where all is well, with 1 where something isn't, and with 2 where something can't be read or asked.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      tarballs: { type: "string", default: "tarballs" },
      audit: { type: "boolean", default: false },
      registry: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const tarballs = await readTarballs(resolve(values.tarballs));
  const problems = await problemsOfAll(tarballs, await readWorkspace(process.cwd()), values);
  sayProblems(problems);
  console.log(problems.length === 0 ? "All is well." : `${problems.length} to do`);
  return problems.length === 0 ? 0 : 1;
});

async function problemsOfAll(
  tarballs: readonly Tarball[],
  workspace: Workspace,
  options: { readonly audit: boolean; readonly registry?: string | undefined },
): Promise<readonly string[]> {
  const ours = new Set([...workspace.published, ...workspace.unpublished].map(({ name }) => name));
  const problems: string[] = [];
  const shipped = new Map<string, { readonly name: string; readonly version: string }>();
  for (const { name, version, file } of tarballs) {
    const opened = openTarball(await readFile(file));
    const found = await Promise.all(tarballChecks.map((check) => check.problems(opened)));
    const folder = workspace.published.find((each) => each.name === name)?.folder;
    if (folder === undefined) throw new Error(`${name} is no package of this workspace that is published.`);
    const installed = await dependenciesOf(folder, (each) => ours.has(each));
    const licences = licenceProblems(installed.map(({ license = "", ...each }) => ({ ...each, licence: license })));
    const own = [...found.flat(), ...licences].map((problem) => `${name} ${version}: ${problem}`);
    console.log(`${own.length === 0 ? "checked" : "faulty "}  ${name} ${version}`);
    problems.push(...own);
    for (const each of [...bundledIn(opened), ...installed]) shipped.set(`${each.name}@${each.version}`, each);
  }
  if (!options.audit) return problems;
  const severe = await audit([...shipped.values()], { registry: options.registry });
  console.log(`audited  ${shipped.size} packages of others`);
  return [...problems, ...severe];
}
