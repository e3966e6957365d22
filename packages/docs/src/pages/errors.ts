import type { Operation } from "@spkey/model";
import { html } from "hono/html";
import { operationUrl } from "../site/urls.ts";
import { type ErrorEntry, errorCatalogue } from "../view/error-catalogue.ts";
import { idPart } from "../view/field.ts";
import { schemaField } from "../view/fields.ts";
import { typeName } from "../view/type-name.ts";
import { count } from "../view/words.ts";
import { asMarkdown } from "./as-markdown.ts";
import { cureOf } from "./cures.ts";
import { fieldFacts, fieldList } from "./fields.ts";
import { type Frame, type Html, layout } from "./layout.ts";
import { commonMark, commonMarkLine } from "./markdown.ts";
import { status } from "./responses.ts";

/** Where the page is, from the site's root. */
export const errorsUrl = "errors/";

const root = "../";

/** Operations that an entry links to at most. */
const maxLinks = 12;

/** What can go wrong, over all operations: what it means and what to do about it. */
export function errorsPage(frame: Frame): Promise<string> {
  const { description } = frame;
  const entries = errorCatalogue(description);
  return layout(frame, {
    title: `Errors · ${description.info.title}`,
    description: `What the ${description.info.title} answers when a call fails, and what to do.`,
    root,
    url: errorsUrl,
    content: html`<article class="text">
<p class="crumb"><a href="${root}">Overview</a>${asMarkdown()}</p>
<h1>Errors</h1>
<p class="lead">Three questions decide what to do with a call that failed: did the server see it, did it refuse it, or does nobody know?</p>
<table><thead><tr><th scope="col">What happened</th><th scope="col">Was it applied?</th><th scope="col">What to do</th></tr></thead><tbody>
<tr><td>No connection was made</td><td>No</td><td>Send it again.</td></tr>
<tr><td>A status from 400 to 499</td><td>No: it was refused</td><td>Change what is wrong. After a 429, wait first.</td></tr>
<tr><td>A status of 500 or more</td><td>Perhaps</td><td>Look before you send it again.</td></tr>
<tr><td>No answer, or half of one</td><td>Perhaps</td><td><a href="#no-answer">Look before you send it again.</a></td></tr>
</tbody></table>
<section aria-labelledby="documented"><h2 id="documented">Documented errors</h2>
${entries.length > 0 ? entries.map((entry) => entrySection(entry)) : html`<p>None is documented.</p>`}</section>
${bodies(entries)}
<section aria-labelledby="undocumented"><h2 id="undocumented">Statuses that are not documented</h2>
<p>A server, or a proxy on the way, may answer with a status that no page here lists. Go by its class, as in the table above, and take its body for unknown: it need not have the shape of a documented error.</p></section>
<section aria-labelledby="no-answer"><h2 id="no-answer">When no answer arrives</h2>
<p>A time-out or a lost connection does not say whether the call was applied. Reading again is always safe. With <code>PUT</code> and <code>DELETE</code>, HTTP promises that twice has the effect of once. Anything else, such as <code>POST</code>, may be applied twice: read the state first, or ask whoever can see it, and only then decide.</p>
<p>Our client says so on each error: its <code>outcome</code> is <code>"not-sent"</code>, <code>"rejected"</code> or <code>"unknown"</code>, and it repeats a call by itself only where it can't have been applied.</p></section>
</article>`,
  });
}

function entrySection({ status: code, meanings, schemas }: ErrorEntry): Html {
  const id = `status-${idPart(code)}`;
  const { cause, cure } = cureOf(code);
  return html`<section class="error" aria-labelledby="${id}"><h3 id="${id}">${status(code)} ${cause}<a class="anchor" href="#${id}" aria-label="Link to ${code}">#</a></h3>
<p>${commonMarkLine(cure)}</p>
${meanings.map(({ description, operations }) => html`<div class="meaning">${commonMark(description)}<p class="note">${links(operations)}</p></div>`)}
${schemas.length > 0 ? html`<p class="note">Body: ${schemas.map((schema, index) => html`${index > 0 ? ", " : ""}${schema.kind === "reference" ? html`<a href="#${shapeId(schema.name)}"><code>${schema.name}</code></a>` : html`<code>${typeName(schema)}</code>`}`)}</p>` : ""}</section>`;
}

function links(operations: readonly Operation[]): Html {
  const more = operations.length - maxLinks;
  return html`${operations
    .slice(0, maxLinks)
    .map(
      ({ id, summary }, index) =>
        html`${index > 0 ? ", " : ""}<a href="${root}${operationUrl(id)}">${summary || id}</a>`,
    )}${more > 0 ? ` and ${count(more, "other operation")}` : ""}`;
}

function shapeId(name: string): string {
  return `shape-${idPart(name)}`;
}

/** The named shapes, each once. */
function bodies(entries: readonly ErrorEntry[]): Html | "" {
  const named = new Map(
    entries
      .flatMap(({ schemas }) => schemas)
      .flatMap((schema) => (schema.kind === "reference" ? [[schema.name, schema] as const] : [])),
  );
  if (named.size === 0) return "";
  return html`<section aria-labelledby="shapes"><h2 id="shapes">What an error looks like</h2>
${[...named].map(([name, schema]) => {
  const id = shapeId(name);
  const field = schemaField(schema, "response", { id, name, named: true });
  return html`<h3 id="${id}"><code>${name}</code></h3>${fieldFacts(field)}${fieldList(field.children)}`;
})}</section>`;
}
