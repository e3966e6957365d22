import { html } from "hono/html";
import type { Frame, Html, Page } from "./layout.ts";

/** What a page says of itself to programs: the same as Markdown, and its address, where that is known. */
export function headLinks({ settings }: Frame, { url }: Page): Html | "" {
  // What is shown at any address has none of its own.
  if (url.endsWith(".html")) return html`<meta name="robots" content="noindex">`;
  return html`<link rel="alternate" type="text/markdown" href="index.md">${
    settings.siteUrl ? html`\n<link rel="canonical" href="${settings.siteUrl}${url}">` : ""
  }`;
}
