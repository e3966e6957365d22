import type { Description, Operation } from "@spkey/model";
import { html } from "hono/html";
import { operationUrl, webhookUrl } from "../site/urls.ts";
import { operationGroups } from "../view/groups.ts";
import type { Html } from "./layout.ts";

/** The operations before and after one, in the order of the navigation. */
export function neighbours(description: Description, operation: Operation, root: string): Html | "" {
  const { webhooks } = description;
  const webhook = webhooks.includes(operation);
  const all = webhook ? webhooks : operationGroups(description).flatMap(({ operations }) => operations);
  const at = all.indexOf(operation);
  const [before, after] = [all[at - 1], all[at + 1]];
  if (!before && !after) return "";
  const url = webhook ? webhookUrl : operationUrl;
  const link = (to: Operation, rel: string, label: string) =>
    html`<a rel="${rel}" href="${root}${url(to.id)}"><span>${label}</span>${to.summary || to.id}</a>`;
  return html`<nav class="neighbours" aria-label="Previous and next">${before ? link(before, "prev", "Previous") : ""}${after ? link(after, "next", "Next") : ""}</nav>`;
}
