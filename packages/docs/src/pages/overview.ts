import { type Description, type Operation, propertiesOf, schemaFor } from "@spkey/model";
import { type Sample, sampleRequest } from "@spkey/samples";
import { html } from "hono/html";
import { operationUrl, webhookUrl } from "../site/urls.ts";
import { linkRows } from "../view/facts.ts";
import { groupId, type OperationGroup, operationGroups } from "../view/groups.ts";
import { infoLinks } from "../view/info.ts";
import { repetitionOf } from "../view/repeatable.ts";
import { schemeField } from "../view/security.ts";
import { serverFields } from "../view/servers.ts";
import { count } from "../view/words.ts";
import { code } from "./code.ts";
import { externalLink } from "./external-link.ts";
import { fieldList, linkList } from "./fields.ts";
import { type Frame, type Html, layout, methodMark } from "./layout.ts";
import { commonMark } from "./markdown.ts";
import { languageLegend, tabs } from "./tabs.ts";

/** The site's first page: what the API is, the way to a first answer, and all of its operations. */
export function overviewPage(frame: Frame, samplesOf: (operation: Operation) => readonly Sample[]): Promise<string> {
  const { description } = frame;
  const { info, servers } = description;
  return layout(frame, {
    title: info.title,
    description: info.summary ?? info.title,
    root: "./",
    url: "",
    content: html`<article class="text overview"><h1>${info.title}</h1>
<p class="lead">${info.summary ?? ""} <span class="version">Version ${info.version}</span></p>
${firstCall(description, samplesOf)}
<div class="prose">${commonMark(info.description ?? "", { level: 2, prefix: "about" })}</div>
<h2 id="operations">Operations</h2>
${operationGroups(description).map(groupSection)}
${webhookSection(description.webhooks)}
${servers.length > 0 ? html`<h2 id="servers">Servers</h2>${fieldList(serverFields(servers, ""))}` : ""}
${about(description)}</article>`,
  });
}

/** From nothing to an answer: the credentials, the call, and what to do when it fails. */
function firstCall(description: Description, samplesOf: (operation: Operation) => readonly Sample[]): Html | "" {
  const { operations, securitySchemes } = description;
  const operation = operations.find((each) => repetitionOf(each) === "safe") ?? operations[0];
  if (!operation) return "";
  const samples = samplesOf(operation);
  return html`<section class="start" aria-labelledby="start"><h2 id="start">Your first call</h2>
<ol class="steps">
${
  securitySchemes.length > 0
    ? html`<li><h3>Get your credentials</h3>${fieldList(securitySchemes.map((scheme, index) => schemeField(scheme, `scheme-${index + 1}`)))}</li>`
    : ""
}
<li><h3>Start a mock, or call the real server</h3>
<p>A mock answers as this description says and takes any credentials. Save <a href="openapi.yaml" download>openapi.yaml</a>, then:</p>
<div class="card"><pre tabindex="0">${code("bash", mockCommands(description, operation))}</pre></div></li>
<li><h3>Call <a href="${operationUrl(operation.id)}">${operation.summary || operation.id}</a></h3>
${
  samples.length > 0
    ? html`<div class="card">${tabs(
        "start-language",
        languageLegend,
        samples.map(({ language, label, highlight, code: text }) => ({
          value: language,
          label,
          content: html`<pre tabindex="0">${code(highlight, text)}</pre>`,
        })),
      )}</div>`
    : ""
}</li>
<li><h3>Look at the answer</h3><p>Each operation's page lists its responses, field by field. When a call fails, <a href="errors/">Errors</a> says what that means, and whether it may be sent again.</p></li>
</ol></section>`;
}

/** Node.js is all that they need. */
function mockCommands(description: Description, operation: Operation): string {
  const { baseUrl } = sampleRequest(description, operation);
  return `npx @spkey/mock --spec openapi.yaml\nexport ${baseUrl.variable}=http://127.0.0.1:4010   # for the calls below`;
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

function about(description: Description): Html | "" {
  const links = infoLinks(description);
  if (links.length === 0) return "";
  return html`<h2 id="about">About this API</h2><dl class="about">${links.map((link) => html`<dt>${link.label}</dt><dd>${externalLink(link)}</dd>`)}</dl>`;
}
