import { isJson } from "@spkey/model";
import { html } from "hono/html";
import type { ExampleRow } from "../view/field.ts";
import type { MediaView } from "../view/media.ts";
import { code, languageOf } from "./code.ts";
import { fieldFacts, fieldList } from "./fields.ts";
import type { Html } from "./layout.ts";
import { commonMark } from "./markdown.ts";

/** A body in each of its media types. */
export function bodies(content: readonly MediaView[]): Html {
  return html`${content.map((media, index) => mediaType(media, index > 0))}`;
}

function mediaType({ id, mediaType, body, item }: MediaView, anchored: boolean): Html {
  const type = body && (body.children.length === 0 || body.type !== "object") ? body.type : "";
  return html`<p class="media"${anchored ? html` id="${id}"` : ""}><code>${mediaType}</code>${type ? html` <span class="type">${type}</span>` : ""}</p>
${body ? html`${fieldFacts(body)}${fieldList(body.children)}` : ""}${item ? fieldList([item]) : ""}`;
}

/** The examples of a body, a figure each. */
export function examples(content: readonly MediaView[]): Html {
  const several = content.length > 1;
  return html`${content.map(({ mediaType, examples: all, made, impossible }) => {
    const type = several ? mediaType : "";
    return html`${all.map((example) => figure(mediaType, [type, made ? "made of the schema" : ""], example))}${
      impossible ? html`<p class="note">${type} No example could be made. ${impossible}</p>` : ""
    }`;
  })}`;
}

function figure(mediaType: string, notes: readonly string[], { name, summary, description, text }: ExampleRow): Html {
  const captions = [summary ?? name ?? "", ...notes].filter(Boolean);
  return html`<figure${name === undefined ? "" : html` data-example="${name}"`}>${captions.length > 0 ? html`<figcaption>${captions.map((caption) => html`<span>${caption}</span>`)}</figcaption>` : ""}
${description ? html`<div class="note">${commonMark(description)}</div>` : ""}<pre tabindex="0">${code(languageOf(text, isJson(mediaType)), text)}</pre></figure>`;
}
