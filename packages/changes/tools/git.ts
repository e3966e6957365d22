import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { isScalar, parseDocument, visit } from "yaml";

/** Runs git in a folder. @returns what it wrote; nothing where it failed */
export function git(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile("git", args, { cwd: folder, maxBuffer: 256 * 1024 * 1024 }, (error, stdout) =>
      resolve(error ? undefined : stdout),
    );
  });
}

/**
 * Writes a description as it was at a revision, with all files that it refers to, into a folder.
 *
 * @param path of the description, from the root of the repository, with slashes
 * @returns whether there was one
 */
export async function extract(repository: string, revision: string, path: string, folder: string): Promise<boolean> {
  const queue = new Set([path]);
  for (const each of queue) {
    const text = await git(repository, "show", `${revision}:${each}`);
    if (text === undefined) {
      if (each === path) return false;
      continue; // The bundler says which reference leads nowhere.
    }
    await mkdir(dirname(join(folder, each)), { recursive: true });
    await writeFile(join(folder, each), text);
    for (const file of filesIn(text)) {
      const other = posix.join(posix.dirname(each), file);
      if (!other.startsWith("..")) queue.add(other);
    }
  }
  return true;
}

/** The files that a description refers to, relative to it. */
function filesIn(text: string): string[] {
  const files: string[] = [];
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== "$ref" || !isScalar(value) || typeof value.value !== "string") return;
      const [file] = value.value.split("#");
      if (file && !/^([a-z][a-z0-9+.-]*:|\/)/i.test(file)) files.push(file);
    },
  });
  return files;
}

/** A release: `v1.2.3`, or what changesets calls the one of the description. */
const releaseTag = /^(?:v|@spkey\/spec@)(\d+\.\d+\.\d+)$/;

/** The tags of releases that the present commit comes after, the newest version first. */
export async function releaseTags(repository: string): Promise<readonly string[]> {
  const tags = (await git(repository, "tag", "--list", "--merged", "HEAD")) ?? "";
  const version = (tag: string) => releaseTag.exec(tag)?.[1] ?? "";
  return tags
    .split("\n")
    .filter((tag) => releaseTag.test(tag))
    .toSorted((a, b) => version(b).localeCompare(version(a), "en", { numeric: true }));
}
