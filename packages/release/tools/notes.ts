/** Says what the description's changelog says of the version that the sources have: the notes of a release. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readWorkspace, sectionOf, versionOf } from "../src/index.ts";
import { runCommand } from "./command.ts";
import { descriptionPath } from "./gather.ts";

await runCommand(async () => {
  const workspace = await readWorkspace(process.cwd());
  const version = versionOf(workspace);
  const file = join(dirname(descriptionPath), "CHANGELOG.md");
  const changelog = await readFile(join(workspace.root, file), "utf8").catch(() => "");
  const section = sectionOf(changelog, version);
  if (section === undefined)
    throw new Error(`${file} says nothing of ${version}: \`pnpm release:version\` makes a version.`);
  console.log(section.trimEnd());
  return 0;
});
