import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import {
  compareDescriptions,
  type Intended,
  pointerOf,
  type Report,
  type ReportedChange,
  type ReviewedChange,
  readIntended,
  readReleased,
  review,
} from "../src/index.ts";
import type { Base } from "./base.ts";
import { git } from "./git.ts";
import { readSide, type Side } from "./side.ts";

export { type Base, findBase } from "./base.ts";
export { git, releaseTags } from "./git.ts";

/** A changeset: what a change is to be told as, and what it breaks on purpose. */
export interface ChangesetFile {
  /** As messages name it. */
  readonly file: string;
  readonly path: string;
  readonly text: string;
}

/** Compares a description with another, and holds the differences against what changesets declare. */
export async function reportOf(description: string, base: Base, changesets: readonly ChangesetFile[]): Promise<Report> {
  const intended: readonly Intended[] = [
    ...changesets.flatMap(({ text, file }) => readIntended(text, file)),
    ...(await releasedSince(base, description)),
  ];
  const [before, after] = await Promise.all([
    readSide(base.entry, base.label, base.root),
    readSide(description, shown(description), process.cwd()),
  ]);
  const { changes } = compareDescriptions(before.description, after.description);
  const reviewed = review(changes, intended);
  return {
    base: base.label,
    description: shown(description),
    changes: reviewed.changes.map((each) => located(each, before, after)),
    unmatched: reviewed.unmatched,
    notCompared: after.description.unsupported,
  };
}

/** What releases after the base have declared: of one that has no tag yet, the changesets are gone. */
async function releasedSince({ revision }: Base, description: string): Promise<readonly Intended[]> {
  const file = join(dirname(description), "CHANGELOG.md");
  const changelog = await readFile(file, "utf8").catch(() => "");
  if (revision === undefined || changelog === "") return [];
  const earlier = await git(dirname(description), "show", `${revision}:./CHANGELOG.md`);
  return readReleased(changelog, earlier ?? "", shown(file));
}

function located(reviewed: ReviewedChange, before: Side, after: Side): ReportedChange {
  const { change } = reviewed;
  const pointer = pointerOf(change);
  const near = after.placeOf(pointer);
  const isInBase = change.after === undefined;
  return { ...reviewed, pointer, near, isInBase, place: isInBase ? before.placeOf(pointer) : near };
}

/** The folder of changesets that a description belongs to: the nearest one above it; nothing where there is none. */
export async function changesetFolderOf(description: string): Promise<string | undefined> {
  for (let folder = dirname(description); ; folder = dirname(folder)) {
    const found = join(folder, ".changeset");
    if (await readdir(found).catch(() => undefined)) return found;
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * The changesets in a folder, in the order of their names.
 *
 * @param revision leaves out those that were there already, word for word: they are about what was changed before
 */
export async function changesetsIn(folder: string, revision?: string): Promise<readonly ChangesetFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md") && name !== "README.md").toSorted();
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const text = await readFile(path, "utf8");
      const earlier = revision === undefined ? undefined : await git(folder, "show", `${revision}:./${name}`);
      return earlier === text ? [] : { file: shown(path), path, text };
    }),
  );
  return files.flat();
}

/** A path as messages name it. */
export function shown(file: string): string {
  return relative(process.cwd(), resolve(file)).replaceAll("\\", "/");
}
