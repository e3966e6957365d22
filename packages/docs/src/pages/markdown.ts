import { raw } from "hono/html";
import MarkdownIt from "markdown-it";
import { isExternal } from "./external-link.ts";

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

/** CommonMark, which OpenAPI uses for every `description`, as HTML. Headings sink below the page's own `h2`. */
export function commonMark(text: string) {
  const tokens = markdown.parse(text, {});
  for (const token of tokens) {
    if (/^h\d$/.test(token.tag)) token.tag = `h${Math.min(6, Number(token.tag[1]) + 1)}`;
  }
  return raw(markdown.renderer.render(tokens, markdown.options, {}));
}

/** The same for one line, without a paragraph around it. */
export function commonMarkLine(text: string) {
  return raw(markdown.renderInline(text));
}
