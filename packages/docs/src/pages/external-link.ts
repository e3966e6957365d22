import { html } from "hono/html";
import type { LinkRow } from "../view/field.ts";
import type { Html } from "./layout.ts";

/** Whether a reader may be led there: absolute, and neither a script nor a file. */
export function isExternal(url: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(url);
}

/** A link to outside of the site; what is no address for that is text. */
export function externalLink({ url, text }: LinkRow): Html {
  if (isExternal(url)) return html`<a href="${url}" rel="noopener">${text}</a>`;
  return text === url ? html`${text}` : html`${text} (${url})`;
}
