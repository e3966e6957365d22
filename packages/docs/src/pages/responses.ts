import type { Description } from "@spkey/model";
import { html } from "hono/html";
import { operationUrl } from "../site/urls.ts";
import { groupOf } from "../view/groups.ts";
import type { LinkView } from "../view/links.ts";
import type { ResponseView } from "../view/operation.ts";
import { fieldList } from "./fields.ts";
import type { Html } from "./layout.ts";
import { commonMark, commonMarkLine } from "./markdown.ts";
import { bodies } from "./media.ts";

/** A section for each response; a script makes tabs of them. @param root the way to the site's root */
export function responseSections(description: Description, responses: readonly ResponseView[], root: string): Html {
  if (responses.length === 0) return html`<p>None is described.</p>`;
  return html`<div class="responses" data-tabs>${responses.map((response) => responseSection(description, response, root))}</div>`;
}

function responseSection(description: Description, response: ResponseView, root: string): Html {
  const { id, status: code, summary, headers, content, same, links } = response;
  // One line is a heading; more than that stands below it.
  const line = summary || (response.description.includes("\n") ? "" : response.description);
  return html`<section class="response" aria-labelledby="${id}" data-value="${code}">
<h3 id="${id}">${status(code)} ${commonMarkLine(line)}</h3>
${line === response.description ? "" : html`<div class="prose">${commonMark(response.description)}</div>`}
${headers.length > 0 ? html`<p class="media">Headers</p>${fieldList(headers)}` : ""}
${same ? html`<p class="note">Body: same as of <a href="#${same.id}">${same.status}</a>.</p>` : bodies(content)}
${links.length > 0 ? html`<p class="media">What can be called next</p><ul class="fields">${links.map((link) => linkRow(description, link, root))}</ul>` : ""}
</section>`;
}

function linkRow(api: Description, link: LinkView, root: string): Html {
  const { id, name, operation, target, description, fields } = link;
  const page = operation && groupOf(api, operation);
  return html`<li id="${id}"><p class="head"><code>${name}</code> <span class="type">${
    page ? html`<a href="${root}${operationUrl(operation.id)}">${operation.summary || operation.id}</a>` : target
  }</span></p>
${description ? html`<div class="prose">${commonMark(description)}</div>` : ""}${fieldList(fields)}</li>`;
}

/** A status, in the colour of its class. */
export function status(code: string): Html {
  return html`<span class="status s${code.slice(0, 1)}">${code}</span>`;
}
