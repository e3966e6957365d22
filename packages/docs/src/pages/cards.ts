import type { Sample } from "@spkey/samples";
import { html } from "hono/html";
import type { OperationView } from "../view/operation.ts";
import { code } from "./code.ts";
import type { Html } from "./layout.ts";
import { examples } from "./media.ts";
import { status } from "./responses.ts";
import { languageLegend, type Tab, tabs } from "./tabs.ts";

/** The request in each language, and its body by itself. */
export function requestCard({ body, prefix }: OperationView, samples: readonly Sample[]): Html | "" {
  const languages: Tab[] = samples.map(({ language, label, highlight, code: text }) => ({
    value: language,
    label,
    content: html`<pre tabindex="0">${code(highlight, text)}</pre>`,
  }));
  const hasBody = body?.content.some(({ examples: all, impossible }) => all.length > 0 || impossible) ?? false;
  const own: Tab[] = body && hasBody ? [{ value: "body", label: "Body", content: examples(body.content) }] : [];
  return card(`${prefix}request`, "Request", languageLegend, [...languages, ...own]);
}

/** An example of each response. */
export function responseCard({ responses, prefix }: OperationView): Html | "" {
  const shown = responses.filter(({ content }) =>
    content.some(({ examples: all, impossible }) => all.length > 0 || impossible),
  );
  return card(
    `${prefix}response`,
    "Response",
    "Status",
    shown.map(({ status: value, content }) => ({ value, label: status(value), content: examples(content) })),
  );
}

function card(id: string, heading: string, legend: string, all: readonly Tab[]): Html | "" {
  if (all.length === 0) return "";
  return html`<section class="card" aria-labelledby="${id}-card"><h2 id="${id}-card">${heading}</h2>${tabs(`${id}-tab`, legend, all)}</section>`;
}
