import type { Description, Operation } from "@spkey/model";
import { html } from "hono/html";
import { operationUrl, webhookUrl } from "../site/urls.ts";
import { groupOf, neighboursOf } from "../view/groups.ts";
import type { Html } from "./layout.ts";

/** The operations before and after one, in the order of the navigation. */
export function neighbours(description: Description, operation: Operation, root: string): Html | "" {
  const { before, after } = neighboursOf(description, operation);
  if (!before && !after) return "";
  const url = groupOf(description, operation) ? operationUrl : webhookUrl;
  const link = (to: Operation, rel: string, label: string) =>
    html`<a rel="${rel}" href="${root}${url(to.id)}"><span>${label}</span>${to.summary || to.id}</a>`;
  return html`<nav class="neighbours" aria-label="Previous and next">${before ? link(before, "prev", "Previous") : ""}${after ? link(after, "next", "Next") : ""}</nav>`;
}
