import { blockStart, type ReportedChange, sentenceOf } from "@spkey/changes";
import { stringify } from "yaml";
import type { Bump } from "./bump.ts";

/** What a new changeset is made of. */
export interface Draft {
  readonly packages: readonly string[];
  readonly bump: Bump;
  /** In the author's words; empty where they are still to be found. */
  readonly summary: string;
  readonly changes: readonly ReportedChange[];
  /** Why what breaks is meant to; empty where that is still to be said. */
  readonly reason: string;
}

const question = "<!-- What changes for those who use it, and what do they have to do? -->";

/** Writes a changeset, with all that the comparison knows already. */
export function draftNote({ packages, bump, summary, changes, reason }: Draft): string {
  const breaks = changes.filter(({ change }) => change.rule.class === "breaking");
  const others = changes.filter(({ change }) => change.rule.class !== "breaking");
  const parts = [
    ["---", ...packages.map((name) => `${JSON.stringify(name)}: ${bump}`), "---"].join("\n"),
    summary || question,
    others.map((each) => `- ${lineOf(each)}`).join("\n"),
    breaks.length > 0
      ? [
          blockStart,
          stringify(
            breaks.map((each) => entryOf(each, reason)),
            format,
          ).trimEnd(),
          "```",
        ].join("\n")
      : "",
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** One line for each text, as a person edits it. */
const format = { lineWidth: 0 } as const;

function entryOf(each: ReportedChange, reason: string) {
  return { rule: each.change.rule.id, at: each.pointer, what: sentenceOf(each), reason };
}

/** A change as a changelog tells it: what may be taken for Markdown or HTML is text. */
export function lineOf(change: ReportedChange): string {
  return plainText(sentenceOf(change));
}

/** A text as Markdown in which it means nothing but itself; code in it stays code. */
export function plainText(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/[\\<>*_[\]&]/g, "\\$&")))
    .join("")
    .replaceAll("\n", " ");
}

/** A name for its file, from what it tells. */
export function nameFor(text: string): string {
  const words = text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return words.slice(0, 48).replace(/-[^-]*$|$/, (tail) => (words.length > 48 ? "" : tail)) || "change";
}
