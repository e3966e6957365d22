import { html } from "hono/html";
import type { SecurityView } from "../view/security.ts";
import { fieldList } from "./fields.ts";
import type { Html } from "./layout.ts";

/** Each credential as the request carries it; the alternatives one below the other. */
export function credentials(security: SecurityView | undefined): Html {
  if (!security) return html`<p>No credential is needed.</p>`;
  const { optional, alternatives } = security;
  const words = [
    ...(alternatives.length > 1 ? ["One of these sets is needed."] : []),
    ...(optional ? ["They are optional: it can be called without any."] : []),
  ];
  return html`${words.length > 0 ? html`<p>${words.join(" ")}</p>` : ""}
${alternatives.map((fields, index) => html`${index > 0 ? html`<p class="type">or</p>` : ""}${fieldList(fields)}`)}`;
}
