import { type Description, exampleRequest, type Operation, propertiesOf, schemaFor, serverUrl } from "@spkey/model";
import { samplesOf } from "@spkey/samples";
import { html } from "hono/html";
import { operationUrl, webhookUrl } from "../site/urls.ts";
import { linkRows } from "../view/facts.ts";
import { assistantSettings, formats } from "../view/formats.ts";
import { groupId, type OperationGroup, operationGroups } from "../view/groups.ts";
import { infoLinks } from "../view/info.ts";
import { repetitionOf } from "../view/repeatable.ts";
import { schemeField } from "../view/security.ts";
import { serverFields } from "../view/servers.ts";
import { count } from "../view/words.ts";
import { asMarkdown } from "./as-markdown.ts";
import { languageTab } from "./cards.ts";
import { code } from "./code.ts";
import { externalLink } from "./external-link.ts";
import { fieldList, linkList } from "./fields.ts";
import { type Frame, type Html, layout, methodMark } from "./layout.ts";
import { commonMark } from "./markdown.ts";
import { languageLegend, tabs } from "./tabs.ts";

/** The site's first page: what the API is, the way to a first answer, and all of its operations. */
export function overviewPage(frame: Frame): Promise<string> {
  const { description } = frame;
  const { info, servers } = description;
  return layout(frame, {
    title: info.title,
    description: info.summary ?? info.title,
    root: "./",
    url: "",
    content: html`<article class="text overview"><p class="crumb">${asMarkdown()}</p><h1>${info.title}</h1>
<p class="lead">${info.summary ?? ""} <span class="version">Version ${info.version}</span></p>
${firstCall(description)}
<div class="prose">${commonMark(info.description ?? "", { level: 2, prefix: "about" })}</div>
<h2 id="operations">Operations</h2>
${operationGroups(description).map(groupSection)}
${webhookSection(description.webhooks)}
${servers.length > 0 ? html`<h2 id="servers">Servers</h2>${fieldList(serverFields(servers, ""))}` : ""}
${formatSection(frame)}
${about(description)}</article>`,
  });
}

/** Where a mock listens by default. */
const mock = "http://127.0.0.1:4010";

/** From nothing to an answer: of a mock, so that nobody needs a credential or opens a door; then of the server itself. */
function firstCall(description: Description): Html | "" {
  const { operations, securitySchemes } = description;
  const operation = operations.find((each) => repetitionOf(each) === "safe") ?? operations[0];
  if (!operation) return "";
  const values = { ...exampleRequest(description, operation), baseUrl: mock };
  const samples = samplesOf(description, operation, values).map((sample) => ({ ...sample, script: "" }));
  const server = serverUrl(operation.servers[0]);
  return html`<section class="start" aria-labelledby="start"><h2 id="start">Your first call</h2>
<ol class="steps">
<li><h3>Start a mock</h3>
<p>It answers as this description says, and takes any credentials. Save <a href="openapi.yaml" download>openapi.yaml</a>, then:</p>
<div class="card"><pre tabindex="0">${code("bash", "npx @spkey/mock --spec openapi.yaml")}</pre></div></li>
<li><h3>Call <a href="${operationUrl(operation.id)}">${operation.summary || operation.id}</a></h3>
<div class="card">${tabs(
    "start-language",
    languageLegend,
    samples.map((sample) => languageTab(sample, new Map(), true)),
  )}</div></li>
<li><h3>Then call the API itself</h3>
${server ? html`<p>Put <code>${server}</code> in place of <code>${mock}</code>.${securitySchemes.length > 0 ? " It takes these credentials:" : ""}</p>` : ""}
${fieldList(securitySchemes.map((scheme, index) => schemeField(scheme, `scheme-${index + 1}`)))}
<p>When a call fails, <a href="errors/">Errors</a> says what that means, and whether it may be sent again.</p></li>
</ol></section>`;
}

function groupSection(group: OperationGroup): Html {
  const { heading, tag, operations } = group;
  const id = groupId(group);
  return html`<section aria-labelledby="${id}"><h3 id="${id}">${heading}</h3>
${tag?.description ? html`<div class="prose">${commonMark(tag.description)}</div>` : ""}${tag?.externalDocs ? linkList(linkRows(tag.externalDocs)) : ""}
<ul class="list">${operations.map((operation) => row(operation, operationUrl(operation.id)))}</ul></section>`;
}

function webhookSection(webhooks: readonly Operation[]): Html | "" {
  if (webhooks.length === 0) return "";
  return html`<section aria-labelledby="webhooks"><h2 id="webhooks">Webhooks</h2><ul class="list">${webhooks.map((webhook) => row(webhook, webhookUrl(webhook.id)))}</ul></section>`;
}

/** An operation at a glance: what it is called, what it takes, what it answers. */
function row(
  { id, method, path, summary, deprecated, parameters, requestBody, responses }: Operation,
  url: string,
): Html {
  const body = requestBody?.content[0]?.schema;
  const fields = parameters.length + (body ? propertiesOf(schemaFor("request", body)).length : 0);
  const answers = responses.map(({ status }) => status).join(", ");
  return html`<li><a href="${url}">${methodMark(method)}<span><strong>${summary || id}</strong>${deprecated ? html` <span class="deprecated">deprecated</span>` : ""}
<code>${path}</code></span><span class="facts">${fields > 0 ? count(fields, "field") : ""}${fields > 0 && answers ? " · " : ""}${answers}</span></a></li>
`;
}

/** The same for programs. */
function formatSection({ settings: { assistantPackage } }: Frame): Html {
  const files = (names: readonly string[]) =>
    names.map((name, index) => html`${index > 0 ? ", " : ""}<a href="${name}" download>${name}</a>`);
  return html`<h2 id="formats">Other formats</h2><dl class="about formats">${formats.map(
    ({ label, files: names, use }) => html`<dt>${label}</dt><dd>${files(names)}: ${use}</dd>`,
  )}</dl>
${
  assistantPackage
    ? html`<h3 id="assistant">Use with an assistant</h3><p><code>${assistantPackage}</code> lets it find and read these pages, over the Model Context Protocol. Nothing is called, unless you allow an operation by its name. Most assistants read this:</p>
<div class="card"><pre tabindex="0">${code("json", assistantSettings(assistantPackage))}</pre></div>`
    : ""
}`;
}

function about(description: Description): Html | "" {
  const links = infoLinks(description);
  if (links.length === 0) return "";
  return html`<h2 id="about">About this API</h2><dl class="about">${links.map((link) => html`<dt>${link.label}</dt><dd>${externalLink(link)}</dd>`)}</dl>`;
}
