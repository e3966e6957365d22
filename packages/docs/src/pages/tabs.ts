import { html } from "hono/html";
import type { Html } from "./layout.ts";

/** One of several panels of which one is seen. */
export interface Tab {
  /** What readers choose, as in `python` or `404`: the same choice elsewhere follows. */
  readonly value: string;
  readonly label: Html | string;
  readonly content: Html;
}

/** What is chosen under it is remembered. */
export const languageLegend = "Language";

/**
 * Panels of which one is seen, without a script: radio buttons, which a keyboard moves through by its arrows. The style sheet
 * pairs the nth button with the nth panel.
 *
 * @param name unique on its page
 */
export function tabs(name: string, legend: string, all: readonly Tab[]): Html {
  return html`<fieldset class="tablist" data-choice${legend === languageLegend ? html` data-remember` : ""}><legend>${legend}</legend>${all.map(
    ({ value, label }, index) =>
      html`<input type="radio" name="${name}" id="${name}-${index + 1}" value="${value}"${index === 0 ? html` checked` : ""}><label for="${name}-${index + 1}">${label}</label>`,
  )}</fieldset>
<div class="panels">${all.map(({ value, content }) => html`<div class="panel" data-value="${value}">${content}</div>`)}</div>`;
}
