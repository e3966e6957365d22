import { type Description, type Operation, propertiesOf, schemaFor } from "@spkey/model";
import { html } from "hono/html";
import { operationUrl, webhookUrl } from "../site/urls.ts";
import { linkRows } from "../view/facts.ts";
import { operationGroups } from "../view/groups.ts";
import { infoLinks } from "../view/info.ts";
import { schemeField } from "../view/security.ts";
import { serverFields } from "../view/servers.ts";
import { externalLink } from "./external-link.ts";
import { fieldList, linkList } from "./fields.ts";
import { type Html, layout, methodMark } from "./layout.ts";
import { commonMark } from "./markdown.ts";

/** The site's first page: what the API is for, and all of its operations at a glance. */
export function overviewPage(description: Description, { redoc }: { readonly redoc: boolean }): Promise<string> {
  const { info, servers, webhooks } = description;
  return layout(description, {
    title: info.title,
    description: info.summary ?? info.title,
    root: "./",
    redoc,
    content: html`<h1>${info.title}</h1>
<p class="lead">${info.summary ?? ""} <span class="version">Version ${info.version}</span></p>
<h2>Operations</h2>
${operationGroups(description).map(
  ({ heading, tag, operations }) => html`<section><h3>${heading}</h3>
${tag?.description ? commonMark(tag.description) : ""}${tag?.externalDocs ? linkList(linkRows(tag.externalDocs)) : ""}
${operations.map((operation) => card(operation, operationUrl(operation.id)))}</section>`,
)}
${webhooks.length > 0 ? html`<h2>Webhooks</h2>${webhooks.map((webhook) => card(webhook, webhookUrl(webhook.id)))}` : ""}
${servers.length > 0 ? html`<h2>Servers</h2>${fieldList(serverFields(servers, ""))}` : ""}
${credentialSection(description)}
<div class="prose">${commonMark(info.description ?? "")}</div>
${about(description)}`,
  });
}

/** An operation in three lines: what it is called, what it takes, what it answers. */
function card({ id, method, path, summary, parameters, requestBody, responses }: Operation, url: string): Html {
  const body = requestBody?.content[0]?.schema;
  const names = [...parameters, ...(body ? propertiesOf(schemaFor("request", body)) : [])].map(({ name }) => name);
  return html`<a class="card" href="${url}">
<strong>${summary || id}</strong>
<span class="endpoint">${methodMark(method)} <code>${path}</code></span>
<span class="facts">${names.length > 0 ? html`Takes ${codes(names)}. ` : ""}${responses.length > 0 ? html`Answers ${codes(responses.map(({ status }) => status))}.` : ""}</span>
</a>`;
}

function codes(names: readonly string[]): Html {
  return html`${names.map((name, index) => html`${index > 0 ? ", " : ""}<code>${name}</code>`)}`;
}

function credentialSection({ securitySchemes }: Description): Html | "" {
  if (securitySchemes.length === 0) return "";
  return html`<h2>Credentials</h2>${fieldList(securitySchemes.map((scheme, index) => schemeField(scheme, `scheme-${index + 1}`)))}`;
}

function about(description: Description): Html | "" {
  const links = infoLinks(description);
  if (links.length === 0) return "";
  return html`<h2>About this API</h2><dl class="servers">${links.map((link) => html`<dt>${link.label}</dt><dd>${externalLink(link)}</dd>`)}</dl>`;
}
