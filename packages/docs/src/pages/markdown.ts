import { raw } from "hono/html";
import MarkdownIt from "markdown-it";
import { isExternal } from "./external-link.ts";
import { remembering } from "./remember.ts";

/** HTML that is ready. */
type Raw = ReturnType<typeof raw>;

// HTML in a description is shown as text: a description is data, also when somebody else wrote it.
const markdown = new MarkdownIt({ html: false, linkify: false });

// Where a relative address leads, a description doesn't say: its text stays. A picture is loaded from nowhere else: a link.
markdown.core.ruler.push("addresses", ({ tokens, Token }) => {
  for (const token of tokens) {
    if (!token.children) continue;
    const open: boolean[] = [];
    token.children = token.children.flatMap((child) => {
      if (child.type === "image") {
        const text = new Token("text", "", 0);
        text.content = child.content || "picture";
        const url = String(child.attrGet("src"));
        if (!isExternal(url) || open.length > 0) return [text];
        const start = new Token("link_open", "a", 1);
        start.attrSet("href", url);
        return [start, text, new Token("link_close", "a", -1)];
      }
      if (child.type === "link_open") {
        const kept = isExternal(String(child.attrGet("href")));
        open.push(kept);
        return kept ? [child] : [];
      }
      if (child.type === "link_close") return open.pop() ? [child] : [];
      return [child];
    });
  }
});

/** What becomes of the headings in a description. */
export interface Headings {
  /** The level of the topmost ones. */
  readonly level: number;
  /** What the id of each begins with, which makes them addresses. Without it, they have none: ids of a page must differ. */
  readonly prefix?: string;
}

/**
 * CommonMark, which OpenAPI uses for every `description`, as HTML.
 *
 * @param headings without it, headings are paragraphs: in a table of fields they would tear the page's own outline apart
 */
export function commonMark(text: string, headings?: Headings): Raw {
  return headings ? rendered(text, headings) : plainly(text);
}

/** What stands in fields is said again and again. */
const plainly = remembering((text: string) => rendered(text));

function rendered(text: string, headings?: Headings): Raw {
  const tokens = markdown.parse(text, {});
  const levels = tokens.filter(({ type }) => type === "heading_open").map(({ tag }) => Number(tag[1]));
  const shift = (headings?.level ?? 0) - Math.min(...levels);
  const known = new Map<string, number>();
  for (const [index, token] of tokens.entries()) {
    if (!/^h\d$/.test(token.tag)) continue;
    token.tag = headings ? `h${Math.min(6, Number(token.tag[1]) + shift)}` : "p";
    if (token.nesting !== 1) continue;
    if (!headings) token.attrSet("class", "heading");
    else if (headings.prefix) token.attrSet("id", headingId(headings.prefix, tokens[index + 1]?.content ?? "", known));
  }
  return raw(markdown.renderer.render(tokens, markdown.options, {}));
}

/** As in `about.when-no-answer-arrives`; the second of one name gets a number. */
function headingId(prefix: string, text: string, known: Map<string, number>): string {
  const slug = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  const count = (known.get(slug) ?? 0) + 1;
  known.set(slug, count);
  return `${prefix}.${slug || "section"}${count > 1 ? `-${count}` : ""}`;
}

/** The same for one line, without a paragraph around it. */
export function commonMarkLine(text: string) {
  return raw(markdown.renderInline(text));
}
