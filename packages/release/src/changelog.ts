import type { ChangelogFunctions } from "@changesets/types";
import { type Intended, readIntended } from "@spkey/changes";
import { plainText } from "./draft.ts";
import { toldIn } from "./note.ts";

/**
 * What changesets writes into the changelogs: what each changeset tells, in its own words, and what it breaks, with the reason.
 * Beside that, in a comment, the breaks as they were declared: until the release has its tag, the check reads them there.
 */
const changelog: ChangelogFunctions = {
  getReleaseLine: async ({ summary }) => releaseLine(summary),
  // They are always released together.
  getDependencyReleaseLine: async () => "",
};

export default changelog;

/** A changeset's entry of a changelog. */
export function releaseLine(summary: string): string {
  const intended = readIntended(summary, "changeset");
  const parts = [toldIn(summary), intended.map((each) => `- ${breakLine(each)}`).join("\n"), declaredIn(intended)];
  const text = parts.filter((part) => part !== "").join("\n\n");
  return `- ${text
    .split("\n")
    .join("\n  ")
    .replaceAll(/[^\S\n]+$/gm, "")}`;
}

function breakLine({ rule, at, what, reason }: Intended): string {
  const sentence = what ? plainText(what) : `\`${rule}\` at \`${at}\``;
  return `**Breaking:** ${sentence}. ${plainText(reason.trim())}`;
}

function declaredIn(intended: readonly Intended[]): string {
  if (intended.length === 0) return "";
  const entries = intended.map(({ rule, at, reason }) => ({ rule, at, reason }));
  // Nothing in it may end the comment.
  return `<!-- api-changes ${JSON.stringify(entries).replaceAll(">", "\\u003e")} -->`;
}
