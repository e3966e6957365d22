import { createHash } from "node:crypto";
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The versions of all libraries; where the package is used without its workspace, there is none. */
const lockfile = new URL("../../../../pnpm-lock.yaml", import.meta.url);

/** Changes with all that pages are rendered by: our sources, and the versions of libraries. */
export async function programHash(): Promise<string> {
  const hash = createHash("sha256");
  hash.update(await readFile(lockfile).catch(() => ""));
  for (const entry of [import.meta.url, import.meta.resolve("@spkey/model"), import.meta.resolve("@spkey/samples")]) {
    // Each entry stands in the sources of its package.
    const sources = fileURLToPath(entry).replace(/([\\/]src[\\/]).*$/, "$1");
    const paths: string[] = [];
    for await (const path of glob("**/*.{css,svg,ts}", { cwd: sources })) paths.push(path);
    for (const path of paths.toSorted()) hash.update(path).update(await readFile(join(sources, path)));
  }
  return hash.digest("hex");
}
