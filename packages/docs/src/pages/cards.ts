import { type ExampleSample, languages, type Sample } from "@spkey/samples";
import { html } from "hono/html";
import type { OperationView } from "../view/operation.ts";
import { code } from "./code.ts";
import type { Html } from "./layout.ts";
import { examples } from "./media.ts";
import { status } from "./responses.ts";
import { languageLegend, type Tab, tabs } from "./tabs.ts";

/** The request in each language, and its body by itself. */
export function requestCard({ body, prefix }: OperationView, samples: readonly Sample[]): Html | "" {
  const titles = new Map(
    (body?.content ?? []).flatMap(({ examples: all }) =>
      all.map(({ name, summary }) => [name, summary ?? name] as const),
    ),
  );
  const hasBody = body?.content.some(({ examples: all, impossible }) => all.length > 0 || impossible) ?? false;
  const own: Tab[] = body && hasBody ? [{ value: "body", label: "Body", content: examples(body.content) }] : [];
  const languageTabs = samples.map((sample) => languageTab(sample, titles));
  return card(`${prefix}request`, "Request", languageLegend, [...languageTabs, ...own]);
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

/** The samples of one language; what is needed for them comes in a fold. @param open whether that is open */
export function languageTab(
  sample: Sample,
  titles: ReadonlyMap<string | undefined, string | undefined>,
  open = false,
): Tab {
  const { language, label, setup, script, others = [] } = sample;
  const file = languages.find(({ id }) => id === language)?.file;
  const figures = [sample, ...others].map((each) => figure(sample, each, titles.get(each.example)));
  const fold = html`<details class="setup"${open ? html` open` : ""}><summary>Set-up</summary><p class="note">${setup.needs}</p>
${setup.shell ? html`<pre tabindex="0">${code("bash", setup.shell)}</pre>` : ""}${
  script && file
    ? html`<p class="note">For a job or a pipeline: <a href="${scriptFile(file)}" download="${file}">the same as a program</a> that checks its environment and exits with an error when the call fails.</p>`
    : ""
}</details>`;
  return { value: language, label, content: html`${figures}${setup.needs ? fold : ""}` };
}

/** The programs that a page of an operation links to, by the names of their files beside it. */
export function scriptsOf(samples: readonly Sample[]): [file: string, script: string][] {
  return samples.flatMap(({ language, script }) => {
    const file = languages.find(({ id }) => id === language)?.file;
    return file && script ? [[scriptFile(file), script] as [string, string]] : [];
  });
}

/** As text: a host that runs programs would run this one. */
function scriptFile(file: string): string {
  return `${file}.txt`;
}

function figure({ highlight }: Sample, { example, code: text, notes }: ExampleSample, title: string | undefined): Html {
  return html`<figure${example === undefined ? "" : html` data-example="${example}"`}>${title ? html`<figcaption><span>${title}</span></figcaption>` : ""}<pre tabindex="0">${code(highlight, text.trimEnd())}</pre>${notes.map((note) => html`<p class="note">${note}</p>`)}</figure>`;
}

function card(id: string, heading: string, legend: string, all: readonly Tab[]): Html | "" {
  if (all.length === 0) return "";
  return html`<section class="card" aria-labelledby="${id}-card"><h2 id="${id}-card">${heading}</h2>${tabs(`${id}-tab`, legend, all)}</section>`;
}
