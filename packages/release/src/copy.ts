import { cp, lstat, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What is no source, and is not copied. */
const left = /[\\/](\.git|\.turbo|dist|generated|reports|tarballs|node_modules)([\\/]|$)/;

/**
 * Copies the sources of the repository into a folder, also what is not committed. What is installed is shared, what is built is
 * not there.
 */
export async function copyRepository(root: string, folder: string): Promise<void> {
  const from = root.replace(/[\\/]+$/, "");
  await cp(from, folder, { recursive: true, filter: (path) => !left.test(path.slice(from.length)) });
  const packages = (await readdir(join(from, "packages"))).map((name) => join("packages", name));
  for (const name of ["", "spec", "scripts", ...packages]) await linkModules(join(from, name), join(folder, name));
  // What is installed is shared with the repository: pnpm must not take it for the copy's own, and repair it.
  const settings = join(folder, "pnpm-workspace.yaml");
  const text = await readFile(settings, "utf8");
  await writeFile(settings, text.replace("verifyDepsBeforeRun: install", "verifyDepsBeforeRun: false"));
}

/** Where tools keep what they have computed, in `node_modules` itself. */
const cache = /^\.(?!bin$|pnpm$)/;

/** The same links as pnpm's, so that the packages of the copy are linked to each other, and share what is installed. */
async function linkModules(original: string, copy: string): Promise<void> {
  const from = join(original, "node_modules");
  const to = join(copy, "node_modules");
  const copyLinks = async (path: string) => {
    for (const entry of await readdir(join(from, path)).catch(() => [])) {
      const inside = join(path, entry);
      const stats = await lstat(join(from, inside));
      if (stats.isDirectory() && cache.test(entry)) continue;
      await mkdir(dirname(join(to, inside)), { recursive: true });
      if (entry === ".pnpm") await symlink(join(from, inside), join(to, inside), "dir");
      else if (entry.startsWith("@") && stats.isDirectory()) await copyLinks(inside);
      else await cp(join(from, inside), join(to, inside), { recursive: true, verbatimSymlinks: true });
    }
  };
  await copyLinks("");
}
