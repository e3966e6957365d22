/** Makes the next version out of the changesets, as `help` says. */

import { readFile, rename, writeFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { execute } from "@spkey/test-kit/execute";
import { isScalar, parseDocument } from "yaml";
import { problemsOf, readWorkspace, versionOf } from "../src/index.ts";
import { runCommand, sayError, sayProblems } from "./command.ts";
import { descriptionPath, gather } from "./gather.ts";

const help = `pnpm release:version

Takes the changesets, and makes the next version out of them: the versions of the published packages, which are one, and their
changelogs. It changes files, and commits nothing. What \`pnpm check:release\` finds fault with is not released.

  --help  says this

Exits with 0 where there is a new version, with 1 where there is nothing to release or something is to be done before, and with
2 where something can't be read.`;

await runCommand(async () => {
  const { values } = parseArgs({ options: { help: { type: "boolean", default: false } } });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { facts, workspace } = await gather({});
  const problems = problemsOf(facts);
  if (problems.length > 0) {
    sayProblems(problems);
    return 1;
  }
  if (facts.pending.every(({ releases }) => releases.length === 0)) {
    sayError("There is nothing to release: no changeset names a package. `pnpm change` writes one.");
    return 1;
  }
  const before = versionOf(workspace);
  const { code, stdout, stderr } = await execute([process.execPath, changesets(), "version"], { cwd: workspace.root });
  if (code !== 0) {
    sayError(`changesets could not make the versions:\n${stdout}${stderr}`);
    return 2;
  }
  const after = versionOf(await readWorkspace(workspace.root));
  await raiseDescription(join(workspace.root, descriptionPath), before, after);
  console.log(`${before} → ${after}: ${workspace.published.map(({ name }) => name).join(", ")}`);
  return 0;
});

/** A description that has the version of its package gets the new one; another version is the API's own. */
async function raiseDescription(file: string, before: string, after: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const version: unknown = parseDocument(text).getIn(["info", "version"], true);
  if (!isScalar(version) || version.value !== before || !version.range) return;
  const [start, end] = version.range;
  const raised = text.slice(0, start) + text.slice(start, end).replace(before, after) + text.slice(end);
  await writeFile(`${file}.tmp`, raised);
  await rename(`${file}.tmp`, file);
}

/** The command of changesets. */
function changesets(): string {
  const manifest = findPackageJSON("@changesets/cli", import.meta.filename);
  if (!manifest) throw new Error("@changesets/cli is not installed: run `pnpm install`.");
  return join(dirname(manifest), "bin.js");
}
