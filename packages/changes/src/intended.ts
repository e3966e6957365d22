import { tokensOf } from "@spkey/model";
import { fromMarkdown } from "mdast-util-from-markdown";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { type Change, pointerOf } from "./change.ts";
import { findRule } from "./rules/index.ts";

/** A break that is meant: whoever reviews the changeset that it is declared in agrees to it. */
export interface Intended {
  readonly rule: string;
  /** Where, as a JSON Pointer: as the check says it. */
  readonly at: string;
  /** What changes, in plain words. */
  readonly what?: string;
  readonly reason: string;
  /** In the changeset that it is declared in, as `file:line:column`. */
  readonly place: string;
}

/** What a block of intended breaks begins with, in a changeset. */
export const blockStart = "```yaml api-changes";

const example = `${blockStart}
- rule: answer-property-removed
  at: "#/components/schemas/Thing/properties/name"
  reason: Names were never filled in; nobody reads them (issue 42).
\`\`\``;

const fields = ["rule", "at", "reason"] as const;

/**
 * Reads the intended breaks of a changeset (Markdown): the lists (YAML) in its blocks of `yaml api-changes`.
 *
 * @throws {Error} where a block is no such list; the message begins with the place
 */
export function readIntended(changeset: string, file: string): readonly Intended[] {
  return blocksOf(changeset).flatMap((block) => readList(block, file));
}

/** What a release has declared in the changelog. */
const released = /^(?<before>[^\S\n]*<!-- api-changes )(?<list>\[.*\]) -->$/;

/**
 * Reads the intended breaks of releases from a changelog: a release has taken its changesets away, and until it has its tag,
 * the description is compared with the one before.
 *
 * @param earlier the changelog at the base, whose releases are left out
 * @throws {Error} as {@link readIntended}
 */
export function readReleased(changelog: string, earlier: string, file: string): readonly Intended[] {
  const heading = /^## \d/;
  const known = new Set(earlier.split("\n").filter((line) => heading.test(line)));
  let isKnown = false;
  return changelog.split("\n").flatMap((text, index) => {
    if (heading.test(text)) isKnown = known.has(text);
    const { before = "", list } = released.exec(text)?.groups ?? {};
    return isKnown || list === undefined
      ? []
      : readList({ text: list, line: index + 1, column: before.length + 1 }, file);
  });
}

function readList({ text, line, column }: List, file: string): readonly Intended[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const placeOf = (offset: number) => {
    const { line: inside, col } = lines.linePos(offset);
    return `${file}:${line + inside - 1}:${column + col - 1}`;
  };
  const [error] = document.errors;
  if (error) throw new Error(`${placeOf(error.pos[0])}: this is not valid YAML: ${error.message}`);
  if (document.contents === null) return [];
  if (!isSeq(document.contents)) throw new Error(`${placeOf(0)}: this must be a list, such as\n\n${example}`);
  return document.contents.items.map((item) => {
    const place = placeOf(isMap(item) || isScalar(item) ? (item.range?.[0] ?? 0) : 0);
    if (!isMap(item)) {
      throw new Error(`${place}: each entry has \`rule\`, \`at\` and \`reason\`, such as\n\n${example}`);
    }
    const entry: Readonly<Record<string, unknown>> = item.toJSON();
    const [rule = "", at = "", reason = ""] = fields.map((field) => {
      const value = entry[field];
      if (typeof value === "string" && value.trim() !== "") return value;
      throw new Error(`${place}: this entry needs a \`${field}\`, as a text, such as\n\n${example}`);
    });
    if (!findRule(rule)) {
      throw new Error(`${place}: there is no rule \`${rule}\`. \`pnpm check:breaking --rules\` lists all of them.`);
    }
    const { what } = entry;
    return { rule, at, ...(typeof what === "string" && { what }), reason, place };
  });
}

/** The text of a changeset without its blocks of intended breaks. */
export function withoutIntended(changeset: string): string {
  return blocksOf(changeset).reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), changeset);
}

/** A list of intended breaks, and where its text begins, counted from 1. */
interface List {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** A block of a changeset that is one, with its fences. */
interface Block extends List {
  readonly start: number;
  readonly end: number;
}

function blocksOf(changeset: string): readonly Block[] {
  return fromMarkdown(changeset).children.flatMap((node) => {
    if (node.type !== "code" || node.lang !== "yaml" || node.meta?.trim() !== "api-changes" || !node.position)
      return [];
    const { start, end } = node.position;
    return {
      text: node.value,
      line: start.line + 1,
      column: start.column,
      start: start.offset ?? 0,
      end: end.offset ?? 0,
    };
  });
}

/** What became of the changes, and of what was intended. */
export interface Reviewed {
  readonly changes: readonly ReviewedChange[];
  /** Intended breaks that are none: they say something that is not so. */
  readonly unmatched: readonly Intended[];
}

/** A change; where it breaks and is meant to, with the reason. */
export interface ReviewedChange {
  readonly change: Change;
  readonly intended?: string;
}

export function review(changes: readonly Change[], intended: readonly Intended[]): Reviewed {
  const keyOf = (rule: string, pointer: string) => JSON.stringify([rule, ...tokensOf(pointer)]);
  const open = new Map(intended.map((entry) => [keyOf(entry.rule, entry.at), entry]));
  const matched = new Set<Intended>();
  const reviewed = changes.map((change) => {
    const entry = change.rule.class === "breaking" ? open.get(keyOf(change.rule.id, pointerOf(change))) : undefined;
    if (!entry) return { change };
    matched.add(entry);
    return { change, intended: entry.reason };
  });
  return { changes: reviewed, unmatched: intended.filter((entry) => !matched.has(entry)) };
}
