import { realpathSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname } from "node:path";

/**
 * The folder of a package that our files, or those of another package, may import.
 *
 * @throws where it is not installed
 */
export function folderOf(name: string, from: string = import.meta.filename): string {
  const manifest = findPackageJSON(name, from);
  if (!manifest) throw new Error(`${name} is not installed: run \`pnpm install\`.`);
  return dirname(realpathSync(manifest));
}

/** Whether a package is there. pnpm leaves out an optional one that is for another platform. */
export function isInstalled(name: string): boolean {
  try {
    return folderOf(name) !== "";
  } catch {
    return false;
  }
}
