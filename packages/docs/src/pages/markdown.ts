import { raw } from "hono/html";
import MarkdownIt from "markdown-it";

// HTML in a description is shown as text: a description is data, also when somebody else wrote it.
const markdown = new MarkdownIt({ html: false, linkify: false });

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
