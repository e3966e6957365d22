import type { Description, Operation } from "@spkey/spec";
import { html } from "hono/html";
import { fieldsOf } from "./fields.ts";
import { type Html, layout, operationsByTag } from "./layout.ts";
import { commonMark, commonMarkLine } from "./markdown.ts";
import { operationUrl } from "./urls.ts";

/** The site's first page: what the API is for, and all of its operations at a glance. */
export function overviewPage(description: Description): Promise<string> {
  const { info, servers } = description;
  return layout(description, {
    title: info.title,
    description: info.summary ?? info.title,
    root: "./",
    content: html`<h1>${info.title}</h1>
<p class="lead">${info.summary ?? ""} <span class="version">Version ${info.version}</span></p>
<h2>Operations</h2>
${operationsByTag(description).map(
  (group) => html`<section><h3>${group.tag}</h3>
${group.description ? html`<p>${commonMarkLine(group.description)}</p>` : ""}
${group.operations.map((operation) => card(description, operation))}</section>`,
)}
<h2>Servers</h2>
<dl class="servers">${servers.map(({ url, description: words }) => html`<dt><code>${url}</code></dt><dd>${words ?? ""}</dd>`)}</dl>
<div class="prose">${commonMark(info.description ?? "")}</div>`,
  });
}

/** An operation in three lines: what it is called, what it takes, what it answers. */
function card(description: Description, operation: Operation): Html {
  const { id, method, path, summary, parameters, requestBody, responses } = operation;
  const body = requestBody?.content[0]?.schema;
  const names = [...parameters, ...(body ? fieldsOf(description, body) : [])];
  return html`<a class="card" href="${operationUrl(id)}">
<strong>${summary || id}</strong>
<span class="endpoint"><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></span>
<span class="facts">${names.length > 0 ? html`Takes ${names.map(({ name }, index) => html`${index > 0 ? ", " : ""}<code>${name}</code>`)}. ` : ""}Answers ${responses.map(({ status }, index) => html`${index > 0 ? ", " : ""}<code>${status}</code>`)}.</span>
</a>`;
}
