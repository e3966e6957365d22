import { html } from "hono/html";
import type { ExampleRow, Field, LinkRow, SameAs } from "../view/field.ts";
import { externalLink } from "./external-link.ts";
import type { Html } from "./layout.ts";
import { commonMark, commonMarkLine } from "./markdown.ts";

export function fieldList(fields: readonly Field[]): Html | "" {
  return fields.length > 0 ? html`<ul class="fields">${fields.map((field) => fieldRow(field))}</ul>` : "";
}

function fieldRow(field: Field): Html {
  const { id, name, named, type, required, deprecated } = field;
  return html`<li id="${id}"><p class="head">${named ? html`<code>${name}</code>` : html`<span class="words">${name}</span>`} <span class="type">${type}</span>${
    required === undefined ? "" : html` ${necessity(required)}`
  }${deprecated ? html` <span class="deprecated">deprecated</span>` : ""}</p>
${fieldFacts(field)}${fieldList(field.children)}</li>`;
}

/** What is said of a field, without its name and its fields. */
export function fieldFacts({ title, description, constraints, examples, links, same }: Field): Html {
  return html`${title ? html`<p class="type">${title}</p>` : ""}${description ? commonMark(description) : ""}${
    constraints.length > 0 ? html`<p class="constraints">${phrases(constraints)}</p>` : ""
  }${examples.map(inlineExample)}${links.length > 0 ? linkList(links) : ""}${same ? html`<p class="constraints">${sameAs(same)}</p>` : ""}`;
}

export function necessity(required: boolean): Html {
  return required ? html`<span class="required">required</span>` : html`<span class="optional">optional</span>`;
}

export function linkList(links: readonly LinkRow[]): Html {
  return html`<p class="constraints">${links.map((link, index) => html`${index > 0 ? "; " : ""}${link.label}: ${externalLink(link)}`)}</p>`;
}

/** Phrases in a row; what stands between backticks is code. */
function phrases(all: readonly string[]): Html {
  return html`${all.map((phrase, index) => html`${index > 0 ? "; " : ""}${withCode(phrase)}`)}`;
}

function withCode(phrase: string): Html {
  // Only whole pairs: a pattern or a value may have a backtick of its own.
  const parts = phrase.split("`");
  if (parts.length % 2 === 0) return html`${phrase}`;
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function inlineExample({ summary, description, text }: ExampleRow): Html {
  return html`<p class="constraints">e.g. <code>${text}</code>${summary ? html` ${summary}` : ""}${description ? html` ${commonMarkLine(description)}` : ""}</p>`;
}

function sameAs({ name, id }: SameAs): Html {
  if (id === undefined) return html`The fields of <code>${name}</code> are not written out this far down.`;
  return html`The same as <a href="#${id}"><code>${name}</code></a> above.`;
}
