import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import {
  type Base,
  changesetFolderOf,
  changesetsIn,
  findBase,
  git,
  releaseTags,
  reportOf,
  shown,
} from "@spkey/changes/report";
import {
  bumpBetween,
  changedPackages,
  type Facts,
  type Note,
  readNote,
  readWorkspace,
  type Workspace,
  type WorkspacePackage,
} from "../src/index.ts";

/** Our description, from the root. */
export const descriptionPath = "spec/openapi.yaml";

/** Which changes to look at. */
export interface Scope {
  /** What the description is compared with; by default the newest release. */
  readonly base?: string | undefined;
  /** The revision since which changes need a note; by default the base. */
  readonly since?: string | undefined;
  readonly description?: string | undefined;
}

/** What is to be released, and where it was looked for. */
export interface Gathered {
  readonly workspace: Workspace;
  readonly facts: Facts;
  /** What was compared with; none where nothing has been released. */
  readonly base: Base | undefined;
  /** The folder of changesets. */
  readonly changesets: string;
}

/**
 * Gathers what has changed, and what is told of it, in the workspace of the current folder.
 *
 * @throws where something can't be read
 */
export async function gather(scope: Scope): Promise<Gathered> {
  const workspace = await readWorkspace(process.cwd());
  const { root } = workspace;
  const description = resolve(scope.description ?? join(root, descriptionPath));
  const changesets = (await changesetFolderOf(description)) ?? join(root, ".changeset");
  const specification = packageOf(description, workspace);

  const given = scope.base ?? (await releaseTags(root))[0];
  const base = given === undefined ? undefined : await findBase(given, description);
  const since = await commonCommit(root, scope.since ?? base?.revision ?? "HEAD");
  const files = await changesetsIn(changesets, base?.revision).catch(() => []);
  const notes = new Map(files.map(({ file, text }) => [file, readNote(text, file)] as const));
  const fresh = await changesetsIn(changesets, since).catch(() => []);
  const isReadable = [...notes.values()].every(({ problems }) => problems.length === 0);
  // What can't be read declares nothing; that is said, and then the breaks are not.
  const declaring = isReadable ? files : [];

  return {
    workspace,
    base,
    changesets,
    facts: {
      published: workspace.published.map(({ name }) => name),
      specification: specification.name,
      changed: await changedSince(since, workspace, specification),
      report: base && (await reportOf(description, base, declaring)),
      pending: [...notes.values()],
      added: fresh.map(({ file, text }): Note => notes.get(file) ?? readNote(text, file)),
      command: scope.base === undefined ? "pnpm change" : `pnpm change --base ${scope.base}`,
      raised: base?.revision === undefined ? "none" : await raisedSince(base.revision, root, specification),
    },
  };
}

function packageOf(description: string, { published }: Workspace): WorkspacePackage {
  const found = published.find(({ folder }) => !relative(folder, description).startsWith(".."));
  if (found) return found;
  throw new Error(`${shown(description)} belongs to no package that is published: none would tell of its changes.`);
}

/** Where the branches have parted: what others have changed since is not for these changes to tell. */
async function commonCommit(root: string, revision: string): Promise<string> {
  const common = await git(root, "merge-base", revision, "HEAD");
  if (common !== undefined) return common.trim();
  const commit = await git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
  if (commit !== undefined) return commit.trim();
  throw new Error(`There is no revision ${revision} in this repository: give one that there is, as --since main.`);
}

/** What needs a note; nothing where these changes are a release themselves. */
async function changedSince(since: string, workspace: Workspace, specification: WorkspacePackage) {
  const { root } = workspace;
  if ((await raisedSince(since, root, specification)) !== "none") return [];
  const lists = await Promise.all([
    git(root, "diff", "--name-only", "--relative", "-z", since),
    git(root, "ls-files", "--others", "--exclude-standard", "-z"),
  ]);
  const files = lists.flatMap((list = "") => list.split("\0")).filter((file) => file !== "");
  return changedPackages(files.toSorted(), workspace);
}

/** By how much the version is above that of a revision, where the changelog says that it has been released since. */
async function raisedSince(revision: string, root: string, { path, folder, manifest }: WorkspacePackage) {
  const earlier = await git(root, "show", `${revision}:./${path}/package.json`);
  const changelog = await readFile(join(folder, "CHANGELOG.md"), "utf8").catch(() => "");
  if (earlier === undefined || !changelog.split("\n").includes(`## ${manifest.version}`)) return "none";
  const { version }: { version?: string } = JSON.parse(earlier);
  return bumpBetween(version ?? "0.0.0", manifest.version);
}
