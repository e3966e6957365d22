import type { Description, Operation } from "@spkey/model";
import type { Sample } from "@spkey/samples";
import { html } from "hono/html";
import { redocUrl } from "../site/urls.ts";
import { groupId, groupOf } from "../view/groups.ts";
import { type OperationView, operationView } from "../view/operation.ts";
import { asMarkdown } from "./as-markdown.ts";
import { beforeYouCall } from "./before-you-call.ts";
import { callbackSection } from "./callbacks.ts";
import { requestCard, responseCard } from "./cards.ts";
import { credentials } from "./credentials.ts";
import { endpoint } from "./endpoint.ts";
import { fieldList } from "./fields.ts";
import { introduction } from "./introduction.ts";
import { type Frame, type Html, layout, type Page } from "./layout.ts";
import { commonMark } from "./markdown.ts";
import { bodies } from "./media.ts";
import { neighbours } from "./neighbours.ts";
import { responseSections } from "./responses.ts";

const root = "../../";

/** What a page of an operation is made with. */
export interface OperationPageOptions {
  /** Where it is, from the site's root. */
  readonly url: string;
  readonly samples: readonly Sample[];
  /** Whether the API calls, and the reader answers. */
  readonly webhook: boolean;
}

/** The page of one operation: all that is needed to call it, or, of a webhook, to answer it. */
export function operationPage(
  frame: Frame,
  operation: Operation,
  { url, samples, webhook }: OperationPageOptions,
): Promise<string> {
  const { description, redoc } = frame;
  const view = operationView(description, operation);
  const { method, path, tags, operationId } = operation;
  const { title, server } = view;
  return layout(frame, {
    title: `${title} · ${description.info.title}`,
    description: `${method} ${path}: ${title}.`,
    root,
    url,
    contents: contentsOf(view, webhook),
    content: html`<article class="operation"${webhook ? "" : html` data-operation="${operation.id}"`}>
<header>
${breadcrumb(description, operation, webhook)}
<h1>${title}</h1>
<div class="call"><button type="button" class="copy" data-copy="${webhook ? "" : server}${path}" hidden>Copy</button>${endpoint(method, webhook ? "" : server, path)}${
      webhook ? "" : html`<button type="button" class="try" data-try hidden>Try it</button>`
    }</div>
</header>
<div class="words">
<div class="prose lead">${introduction(operation, 2)}</div>
${webhook ? section("credentials", "Credentials", credentials(view.security)) : beforeYouCall(view, root)}
${sections(description, view, webhook)}
${redoc && !webhook ? html`<p class="note"><a href="${root}${redocUrl(tags[0], operationId)}">This operation in the whole reference</a></p>` : ""}
${neighbours(description, operation, root)}
</div>
<aside class="cards" aria-label="Examples">
${requestCard(view, samples)}
${responseCard(view)}
</aside>
</article>`,
  });
}

function contentsOf(
  { servers, parameters, body, callbacks }: OperationView,
  webhook: boolean,
): NonNullable<Page["contents"]> {
  return [
    { id: "credentials", heading: webhook ? "Credentials" : "Before you call" },
    ...(webhook || servers.length === 0 ? [] : [{ id: "servers", heading: "Servers" }]),
    ...parameters,
    ...(body ? [{ id: "body", heading: "Body" }] : []),
    { id: "responses", heading: "Responses" },
    ...(callbacks.length > 0 ? [{ id: "callbacks", heading: "Callbacks" }] : []),
  ];
}

function breadcrumb(description: Description, operation: Operation, webhook: boolean): Html {
  const group = webhook ? undefined : groupOf(description, operation);
  const [heading, id] = group ? [group.heading, groupId(group)] : ["Webhooks", "webhooks"];
  return html`<p class="crumb"><a href="${root}">Overview</a> <span aria-hidden="true">/</span> <a href="${root}#${id}">${heading}</a>${asMarkdown()}</p>`;
}

function sections(description: Description, view: OperationView, webhook: boolean): Html {
  const { servers, parameters, body, responses, callbacks } = view;
  return html`${webhook || servers.length === 0 ? "" : section("servers", "Servers", fieldList(servers))}
${parameters.map(({ id, heading, fields }) => section(id, heading, fieldList(fields)))}
${
  body
    ? section(
        "body",
        html`Body${body.required ? "" : html` <span class="optional">optional</span>`}`,
        html`${body.description ? html`<div class="prose">${commonMark(body.description)}</div>` : ""}${bodies(body.content)}`,
      )
    : ""
}
${section("responses", "Responses", responseSections(description, responses, root))}
${callbacks.length > 0 ? section("callbacks", "Callbacks", html`${callbacks.map((callback) => callbackSection(description, callback, root))}`) : ""}`;
}

function section(id: string, heading: Html | string, content: Html | ""): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}<a class="anchor" href="#${id}" aria-label="Link to this section">#</a></h2>${content}</section>`;
}
