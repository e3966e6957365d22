import { rmSync } from "node:fs";
import { mkdtemp, realpath, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { extract, git, releaseTags } from "./git.ts";

/** What a description is compared with. */
export interface Base {
  /** As a person calls it: a file, a tag, a revision. */
  readonly label: string;
  /** The git revision, where it is one. */
  readonly revision?: string;
  /** The path of the description. */
  readonly entry: string;
  /** What paths in messages are relative to. */
  readonly root: string;
}

const howTo = `Give one:
  --base main               a git revision
  --base 1.2.3              the release of a version, as it is tagged (v1.2.3, @spkey/spec@1.2.3)
  --base old/openapi.yaml   a file`;

/**
 * Finds what to compare with: a file, a version, a git revision or, where nothing is given, the newest release. What is made for
 * it is removed when the process exits, however it does.
 *
 * @throws {Error} where there is no such thing
 */
export async function findBase(given: string | undefined, description: string): Promise<Base> {
  if (given !== undefined && (await isFile(given))) {
    return { label: given, entry: resolve(given), root: process.cwd() };
  }
  const folder = dirname(description);
  const repository = (await git(folder, "rev-parse", "--show-toplevel"))?.trim();
  if (repository === undefined) {
    const what = given === undefined ? "there is no release to compare with" : `there is no file ${given}`;
    throw new Error(`This is no git repository, and ${what}. ${howTo}`);
  }
  const revision = given === undefined ? await newestRelease(repository) : await revisionOf(given, repository);
  const path = relative(await realpath(repository), await realpath(description)).replaceAll("\\", "/");
  const root = await mkdtemp(join(tmpdir(), "spkey-base-"));
  process.once("exit", () => rmSync(root, { recursive: true, force: true }));
  if (await extract(repository, revision, path, root))
    return { label: revision, revision, entry: join(root, path), root };
  throw new Error(
    `There is no ${path} in ${revision}. If the description stood elsewhere, save it, and give the file as --base.`,
  );
}

async function newestRelease(repository: string): Promise<string> {
  const [newest] = await releaseTags(repository);
  if (newest !== undefined) return newest;
  throw new Error(
    `There is no release to compare with: no tag v1.2.3 or @spkey/spec@1.2.3 comes before this commit. ${howTo}`,
  );
}

async function revisionOf(given: string, repository: string): Promise<string> {
  const names = /^\d+\.\d+\.\d+/.test(given) ? [`v${given}`, `@spkey/spec@${given}`] : [given];
  for (const name of names) {
    if (await git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`)) return name;
  }
  const tags = await releaseTags(repository);
  const known = tags.length > 0 ? `Releases are ${tags.slice(0, 5).join(", ")}.` : "There are no releases yet.";
  throw new Error(
    `${given} is neither a file nor a revision of this repository (looked for ${names.join(", ")}). ${known} ${howTo}`,
  );
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
