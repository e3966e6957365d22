import { html } from "hono/html";
import type { Html } from "./layout.ts";

/** The page as Markdown: a link to it, and a button that copies it. */
export function asMarkdown(): Html {
  return html`<span class="markdown"><a href="index.md">Markdown</a> <button type="button" data-copy-page hidden>Copy page</button></span>`;
}
