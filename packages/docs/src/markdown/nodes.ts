import type { BlockContent, Heading, List, ListItem, PhrasingContent, RootContent, Text } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { type Options, toMarkdown } from "mdast-util-to-markdown";

/** A piece of a page: blocks of mdast, which a serializer writes so that no text is taken for anything else. */
export type Blocks = readonly RootContent[];

/** Text, or what stands in a line: code, links. */
export type Inline = string | PhrasingContent;

export function heading(depth: Heading["depth"], ...parts: readonly Inline[]): RootContent {
  return { type: "heading", depth, children: inline(parts) };
}

export function paragraph(...parts: readonly Inline[]): RootContent & BlockContent {
  return { type: "paragraph", children: inline(parts) };
}

export function list(items: readonly (readonly BlockContent[])[]): RootContent & BlockContent {
  const children = items.map((item): ListItem => ({ type: "listItem", spread: false, children: [...item] }));
  return { type: "list", ordered: false, spread: false, children } satisfies List;
}

export function codeBlock(language: string, value: string): RootContent & BlockContent {
  return { type: "code", lang: language, value };
}

export function inlineCode(value: string): PhrasingContent {
  return { type: "inlineCode", value: oneLine(value) };
}

export function strong(...parts: readonly Inline[]): PhrasingContent {
  return { type: "strong", children: inline(parts) };
}

export function link(url: string, ...parts: readonly Inline[]): PhrasingContent {
  return { type: "link", url, children: inline(parts) };
}

/** Parts with a separator between them. */
export function joined(parts: readonly (readonly Inline[])[], separator: string): Inline[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}

/** A phrase in which names of the API are between backticks, in whole pairs. */
export function phrase(text: string): Inline[] {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return [text];
  return parts
    .map((part, index) => (index % 2 === 1 && part !== "" ? inlineCode(part) : part))
    .filter((part) => part !== "");
}

/** Signs that mean something in Markdown at the start of a line only, or nowhere. */
const plain = /^[\p{L}\p{N} .,:;?()/%'"–—-]+$/u;

/**
 * Whether nothing in a text can be taken for Markdown where it stands: of most it is so, and to look for more takes the most time.
 *
 * @param before the sign before it
 * @param after the sign after it
 */
function isPlain(text: string, before: string, after: string): boolean {
  const startsInLine = /^\p{L}/u.test(text) || before === "`" || before === ")";
  const endsInLine = !text.endsWith(" ") || after === "`" || after === "[";
  return startsInLine && endsInLine && plain.test(text);
}

const options: Options = {
  bullet: "-",
  rule: "-",
  fences: true,
  resourceLink: true,
  extensions: [gfmTableToMarkdown()],
  handlers: {
    text: (node: Text, _, state, info) =>
      isPlain(node.value, info.before, info.after) ? node.value : state.safe(node.value, info),
  },
};

/** Blocks as Markdown, with a line break at the end. */
export function write(blocks: Blocks): string {
  return toMarkdown({ type: "root", children: [...blocks] }, options);
}

/** A line of ours stays one, whatever the text in it is. */
function inline(parts: readonly Inline[]): PhrasingContent[] {
  return parts.map((part) => (typeof part === "string" ? { type: "text", value: oneLine(part) } : part));
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ");
}
