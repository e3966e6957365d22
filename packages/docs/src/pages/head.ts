import { html } from "hono/html";
import { headersAt, policyOf } from "../site/policy.ts";
import type { Frame, Html, Page } from "./layout.ts";

/**
 * What a page says of itself to programs: the same as Markdown, and its address, where that is known. What of the policy a page
 * can say itself, it says, for hosts that send no headers of ours.
 */
export function headLinks({ settings }: Frame, { url }: Page): Html | "" {
  const referrer = html`<meta name="referrer" content="${headersAt(policyOf(settings), `/${url}`)["Referrer-Policy"]}">`;
  // What is shown at any address has none of its own.
  if (url.endsWith(".html")) return html`${referrer}\n<meta name="robots" content="noindex">`;
  return html`${referrer}
<link rel="alternate" type="text/markdown" href="index.md">${
    settings.siteUrl ? html`\n<link rel="canonical" href="${settings.siteUrl}${url}">` : ""
  }`;
}
