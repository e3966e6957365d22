import { parseChangesetFile } from "@changesets/parse";
import { type Intended, readIntended, withoutIntended } from "@spkey/changes";
import type { Bump } from "./bump.ts";

/** A changeset, as it is checked. */
export interface Note {
  readonly file: string;
  readonly releases: readonly NotedRelease[];
  /** What it tells, without the breaks that it declares. */
  readonly text: string;
  readonly intended: readonly Intended[];
  /** What is wrong with it, each with its place. */
  readonly problems: readonly string[];
}

/** A package that a changeset names. */
export interface NotedRelease {
  readonly name: string;
  readonly bump: Bump;
  /** As `file:line:column`. */
  readonly place: string;
}

const command = "`pnpm change` writes one that is right.";

/** Reads a changeset. What is wrong with it is a part of the result. */
export function readNote(text: string, file: string): Note {
  const problems: string[] = [];
  const attempt = <Result>(read: () => Result, otherwise: Result): Result => {
    try {
      return read();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push(message.startsWith(`${file}:`) ? message : `${file}:1:1: ${message}\n${command}`);
      return otherwise;
    }
  };
  const parsed = attempt(() => parseChangesetFile(text), undefined);
  const places = placesOf(text);
  const releases = (parsed?.releases ?? []).map(
    ({ name, type }): NotedRelease => ({ name, bump: type, place: `${file}:${places.get(name) ?? "1:1"}` }),
  );
  const told = toldIn(parsed?.summary ?? "");
  const intended = attempt(() => readIntended(text, file), []);
  if (parsed && told === "" && problems.length === 0 && intended.every(({ what }) => !what)) {
    problems.push(
      `${file}:1:1: this changeset tells nothing. Say below its packages what changes for those who use them.`,
    );
  }
  return { file, releases, text: told, intended, problems };
}

/** Where the front matter names each package, as `line:column`. */
function placesOf(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/);
  const end = lines.indexOf("---", 1);
  return new Map(
    lines.slice(0, Math.max(0, end)).flatMap((line, index) => {
      const [, space = "", , name] = /^(\s*)(["']?)([^"']+?)\2\s*:/.exec(line) ?? [];
      return name === undefined ? [] : [[name, `${index + 1}:${space.length + 1}`] as const];
    }),
  );
}

/** The text of a changeset without the breaks that it declares, and without what only its author should read. */
export function toldIn(summary: string): string {
  return withoutIntended(summary.replaceAll("\r\n", "\n"))
    .replaceAll(/<!--.*?-->/gs, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
