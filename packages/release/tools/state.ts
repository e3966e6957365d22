/** Says what the release workflow has to do, as `help` says. */
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { changesetsIn, git } from "@spkey/changes/report";
import { readNote, readWorkspace, versionOf } from "../src/index.ts";
import { runCommand } from "./command.ts";

const help = `node packages/release/tools/state.ts

Says in one word what is next, and for which version; in a workflow, as the outputs \`next\` and \`version\`, too.

  version   changesets are waiting: the release pull request is to be made, or renewed
  publish   a release was made of them that has no tag yet: it is to be published
  nothing   neither`;

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
  const next = isWaiting ? "version" : isMade && tag === undefined ? "publish" : "nothing";
  console.log(`${next} ${version}`);
  const output = process.env["GITHUB_OUTPUT"];
  if (output) await appendFile(output, `next=${next}\nversion=${version}\n`);
  return 0;
});
