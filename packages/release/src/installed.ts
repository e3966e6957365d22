import { realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

/** The folder of a package that a file may import. @throws where it is not installed */
export function folderOf(name: string, from: string = import.meta.filename): string {
  const manifest = findPackageJSON(name, from);
  if (!manifest) throw new Error(`${name} is not installed: run \`pnpm install\`.`);
  return dirname(realpathSync(manifest));
}

/** npm's command line, for whichever Node runs it. */
export const npm = join(folderOf("npm"), "bin", "npm-cli.js");

/** A package that is installed. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  readonly license: string | undefined;
  readonly folder: string;
}

/**
 * All packages that one depends on, however far away, but for those of the workspace.
 *
 * @param isOurs whether a package of this name is one of the workspace
 */
export async function dependenciesOf(folder: string, isOurs: (name: string) => boolean): Promise<readonly Installed[]> {
  const found = new Map<string, Installed>();
  const visit = async (from: string): Promise<void> => {
    const file = join(from, "package.json");
    const { dependencies = {} }: { dependencies?: Readonly<Record<string, string>> } = JSON.parse(
      await readFile(file, "utf8"),
    );
    for (const name of Object.keys(dependencies)) {
      const at = folderOf(name, file);
      if (isOurs(name) || found.has(at)) continue;
      const { version, license }: { version: string; license?: string } = JSON.parse(
        await readFile(join(at, "package.json"), "utf8"),
      );
      found.set(at, { name, version, license, folder: at });
      await visit(at);
    }
  };
  await visit(folder);
  return [...found.values()];
}
