import { html } from "hono/html";
import type { OperationView } from "../view/operation.ts";
import { type Repetition, repetitionOf } from "../view/repeatable.ts";
import { credentials } from "./credentials.ts";
import type { Html } from "./layout.ts";

/** What has to be known, and at hand, before the first call. */
export function beforeYouCall({ operation, security }: OperationView, root: string): Html {
  const repetition = repetitionOf(operation);
  return html`<section class="callout${repetition === "unsafe" ? " warn" : ""}" aria-labelledby="credentials"><h2 id="credentials">Before you call</h2>
${credentials(security)}
${repetitionWords(repetition, root)}</section>`;
}

function repetitionWords(repetition: Repetition, root: string): Html | "" {
  switch (repetition) {
    case "safe":
      return "";
    case "idempotent":
      return html`<p class="repeat">If no answer arrives, it may be sent again: twice has the effect of once. <a href="${root}errors/#no-answer">When no answer arrives</a></p>`;
    case "unsafe":
      return html`<p class="repeat"><strong>Not safe to repeat.</strong> If no answer arrives, it may have been applied: look before you send it again. <a href="${root}errors/#no-answer">When no answer arrives</a></p>`;
  }
}
