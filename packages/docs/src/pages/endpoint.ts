import { html } from "hono/html";
import { type Html, methodMark } from "./layout.ts";

/** A method and an address, its parameters marked. */
export function endpoint(method: string, server: string, path: string): Html {
  return html`<span class="endpoint">${methodMark(method)} <code>${server ? html`<span class="server">${server}</span>` : ""}${marked(path)}</code></span>`;
}

/** A path with its template expressions marked; it may break before each segment. */
function marked(path: string): Html {
  return html`${path
    .split(/(\{[^{}]*\})/)
    .map((part, index) => (index % 2 === 1 ? html`<var>${part}</var>` : breakable(part)))}`;
}

function breakable(part: string): Html {
  return html`${part.split(/(?=\/)/).map((segment, index) => html`${index > 0 ? html`<wbr>` : ""}${segment}`)}`;
}
