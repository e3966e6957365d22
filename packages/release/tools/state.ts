/** Says what the release workflow has to do, as `help` says. */
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { changesetsIn, git } from "@spkey/changes/report";
import { readNote, readWorkspace, versionOf, type Workspace } from "../src/index.ts";
import { runCommand } from "./command.ts";

const help = `node packages/release/tools/state.ts

Says what is next, and in a workflow gives it as outputs, too:

  publish       whether a release was made that has no tag yet: it is to be published
  version       which
  commit        the commit that made it: what came after it is not a part of it
  pull-request  whether changesets are waiting: the release pull request is to be made, or renewed`;

await runCommand(async () => {
  const { values } = parseArgs({ options: { help: { type: "boolean", default: false } } });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const workspace = await readWorkspace(process.cwd());
  const { root, published } = workspace;
  const version = versionOf(workspace);
  const files = await changesetsIn(join(root, ".changeset"));
  const isWaiting = files.some(({ text, file }) => readNote(text, file).releases.length > 0);
  const tag = await git(root, "rev-parse", "--verify", "--quiet", `refs/tags/v${version}`);
  const changelogs = await Promise.all(
    published.map(({ folder }) => readFile(join(folder, "CHANGELOG.md"), "utf8").catch(() => "")),
  );
  // What was never made out of changesets, as the first version in the sources, is not released.
  const isMade = changelogs.every((text) => text.split("\n").includes(`## ${version}`));
  const commit = await git(root, "log", "-1", "--first-parent", "--format=%H", "--", ...changelogPaths(published));
  const outputs = {
    publish: isMade && tag === undefined,
    version,
    commit: commit?.trim() ?? "",
    "pull-request": isWaiting,
  };
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
  console.log(lines.join("").trimEnd());
  const file = process.env["GITHUB_OUTPUT"];
  if (file) await appendFile(file, lines.join(""));
  return 0;
});

function changelogPaths(published: Workspace["published"]): readonly string[] {
  return published.map(({ path }) => `${path}/CHANGELOG.md`);
}
