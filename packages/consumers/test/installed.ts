import { folderOf as folderFrom } from "@spkey/release/registry";

/**
 * The folder of a package that our files, or those of another package, may import.
 *
 * @throws where it is not installed
 */
export function folderOf(name: string, from: string = import.meta.filename): string {
  return folderFrom(name, from);
}

/** Whether a package is there. pnpm leaves out an optional one that is for another platform. */
export function isInstalled(name: string): boolean {
  try {
    return folderOf(name) !== "";
  } catch {
    return false;
  }
}
