import { html } from "hono/html";
import type { ExampleRow, Field, LinkRow, SameAs } from "../view/field.ts";
import { count } from "../view/words.ts";
import { externalLink } from "./external-link.ts";
import type { Html } from "./layout.ts";
import { commonMark, commonMarkLine } from "./markdown.ts";

/** Levels that are always open, and rows below a field that are open at any level. Others open at a click, or at their address. */
const openLevels = 1;
const openRows = 8;

export function fieldList(fields: readonly Field[], level = 1): Html | "" {
  return fields.length > 0 ? html`<ul class="fields">${fields.map((field) => fieldRow(field, level))}</ul>` : "";
}

function fieldRow(field: Field, level: number): Html {
  const { id, name, named, type, required, deprecated, children } = field;
  const open = level <= openLevels || rowsOf(children) <= openRows;
  return html`<li id="${id}"><p class="head">${named ? html`<code>${name}</code>` : html`<span class="words">${name}</span>`} <span class="type">${type}</span>${
    required === false ? html` <span class="optional">optional</span>` : ""
  }${deprecated ? html` <span class="deprecated">deprecated</span>` : ""}<a class="anchor" href="#${id}" aria-label="Link to ${name}">#</a></p>
${fieldFacts(field)}${
  children.length === 0
    ? ""
    : open
      ? fieldList(children, level + 1)
      : html`<details class="more"><summary>${count(children.length, "field")}${named ? html` of <code>${name}</code>` : ""}</summary>${fieldList(children, level + 1)}</details>`
}</li>`;
}

function rowsOf(fields: readonly Field[]): number {
  return fields.reduce((sum, { children }) => sum + 1 + rowsOf(children), 0);
}

/** What is said of a field, without its name and its fields. */
export function fieldFacts({ title, description, constraints, values, examples, links, same }: Field): Html {
  const chips = [
    ...constraints.map((constraint) => html`<li>${withCode(constraint)}</li>`),
    ...examples.map(inlineExample),
  ];
  return html`${title ? html`<p class="title">${title}</p>` : ""}${description ? html`<div class="prose">${commonMark(description)}</div>` : ""}${
    chips.length > 0 ? html`<ul class="chips">${chips}</ul>` : ""
  }${values ? valueList(values) : ""}${links.length > 0 ? linkList(links) : ""}${same ? html`<p class="note">${sameAs(same)}</p>` : ""}`;
}

export function linkList(links: readonly LinkRow[]): Html {
  return html`<p class="note">${links.map((link, index) => html`${index > 0 ? "; " : ""}${link.label}: ${externalLink(link)}`)}</p>`;
}

/** Values of a long enumeration. */
function valueList(values: readonly string[]): Html {
  return html`<details class="more"><summary>${values.length} values</summary><ul class="chips">${values.map((value) => html`<li><code>${value}</code></li>`)}</ul></details>`;
}

/** What stands between backticks is code. */
function withCode(phrase: string): Html {
  // Only whole pairs: a pattern or a value may have a backtick of its own.
  const parts = phrase.split("`");
  if (parts.length % 2 === 0) return html`${phrase}`;
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function inlineExample({ summary, description, text }: ExampleRow): Html {
  return html`<li class="eg">e.g. <code>${text}</code>${summary ? html` ${summary}` : ""}${description ? html` ${commonMarkLine(description)}` : ""}</li>`;
}

function sameAs({ name, id }: SameAs): Html {
  if (id === undefined) return html`The fields of <code>${name}</code> are not written out this far down.`;
  return html`Same as <a href="#${id}"><code>${name}</code></a> above.`;
}
