import { html } from "hono/html";
import type { ExampleRow } from "../view/field.ts";
import type { MediaView } from "../view/media.ts";
import { fieldFacts, fieldList, necessity } from "./fields.ts";
import type { Html } from "./layout.ts";
import { commonMark } from "./markdown.ts";

/** A body in each of its media types. */
export function bodies(content: readonly MediaView[], required: boolean): Html {
  return html`${content.map((media, index) => mediaType(media, required, index > 0))}`;
}

function mediaType({ id, mediaType, body, item }: MediaView, required: boolean, anchored: boolean): Html {
  return html`<p class="media"${anchored ? html` id="${id}"` : ""}><code>${mediaType}</code>${required ? html` ${necessity(true)}` : ""}</p>
${
  body
    ? html`${body.children.length === 0 || body.type !== "object" ? html`<p class="type">${body.type}</p>` : ""}${fieldFacts(body)}${fieldList(body.children)}`
    : ""
}${item ? fieldList([item]) : ""}`;
}

/** The examples of a body. */
export function examples(label: Html | string, content: readonly MediaView[]): Html {
  const several = content.length > 1;
  return html`${content.map(({ mediaType, examples: all, made, impossible }) => {
    const type = several ? mediaType : "";
    return html`${all.map((example) => figure(label, [type, made ? "made of the schema" : ""], example))}${
      impossible ? html`<p class="constraints">${label} ${type}: no example could be made. ${impossible}</p>` : ""
    }`;
  })}`;
}

function figure(
  label: Html | string,
  notes: readonly string[],
  { name, summary, description, text }: ExampleRow,
): Html {
  const captions = [...notes, summary ?? name ?? ""].filter(Boolean);
  return html`<figure><figcaption>${label}${captions.map((caption) => html` <span>${caption}</span>`)}</figcaption>
${description ? html`<div class="note">${commonMark(description)}</div>` : ""}<pre tabindex="0"><code>${text}</code></pre></figure>`;
}
