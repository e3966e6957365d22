/** Packs what is published, as `help` says. */
import { mkdir, readdir } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readWorkspace } from "../src/index.ts";
import { packAll } from "../src/tarball/index.ts";
import { buildPublished } from "./build.ts";
import { runCommand } from "./command.ts";

const help = `pnpm release:pack [options]

Builds the published packages, and packs each into a tarball: the one that is tested, and published.

  --tarballs <folder>  where to; it must be empty (default: tarballs)
  --help               says this

REPOSITORY_URL is where the sources are, as in https://github.com/owner/name: npm proves by it where a package comes from.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: { tarballs: { type: "string", default: "tarballs" }, help: { type: "boolean", default: false } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const workspace = await readWorkspace(process.cwd());
  const folder = resolve(values.tarballs);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw new Error(`${values.tarballs} is not empty: remove it, or name another folder.`);
  await buildPublished(workspace);
  for (const { name, version, file } of await packAll(workspace, folder)) {
    console.log(`packed  ${name} ${version}  ${relative(process.cwd(), file)}`);
  }
  return 0;
});
