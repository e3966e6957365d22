import type { Description, Operation } from "@spkey/model";
import type { Sample } from "@spkey/samples";
import { html } from "hono/html";
import { redocUrl } from "../site/urls.ts";
import { type OperationView, operationView } from "../view/operation.ts";
import { callbackSection } from "./callbacks.ts";
import { credentials } from "./credentials.ts";
import { fieldList } from "./fields.ts";
import { introduction } from "./introduction.ts";
import { type Html, layout, methodMark } from "./layout.ts";
import { commonMark } from "./markdown.ts";
import { bodies, examples } from "./media.ts";
import { responseSections, status } from "./responses.ts";

const root = "../../";

/** What a page of an operation is made with. */
export interface OperationPageOptions {
  readonly samples: readonly Sample[];
  /** Whether there is a reference by Redoc. */
  readonly redoc: boolean;
  /** Whether the API calls, and the reader answers. */
  readonly webhook: boolean;
}

/** The page of one operation: all that is needed to call it, or, of a webhook, to answer it. */
export function operationPage(
  description: Description,
  operation: Operation,
  { samples, redoc, webhook }: OperationPageOptions,
): Promise<string> {
  const view = operationView(description, operation);
  const { id, method, path, tags, operationId } = operation;
  const { title, body, responses } = view;
  return layout(description, {
    title: `${title} · ${description.info.title}`,
    description: `${method} ${path}: ${title}.`,
    root,
    operationId: id,
    redoc,
    content: html`<article class="operation">
<div class="words">
<p class="crumb">${webhook ? ["Webhook", ...tags].join(" · ") : tags.join(" · ")}</p>
<h1>${title}</h1>
<p class="endpoint">${methodMark(method)} <code>${webhook ? "" : html`<span class="server">${view.server}</span>`}${path}</code></p>
<div class="prose">${introduction(operation)}</div>
${sections(description, view, webhook)}
${redoc && !webhook ? html`<p class="see"><a href="${root}${redocUrl(tags[0], operationId)}">This operation in the whole reference</a></p>` : ""}
</div>
<div class="examples">
${sampleSection(samples)}
${body ? examples("Request", body.content) : ""}
${responses.map((response) => examples(status(response.status), response.content))}
</div>
</article>`,
  });
}

function sections(description: Description, view: OperationView, webhook: boolean): Html {
  const { servers, security, parameters, body, responses, callbacks } = view;
  return html`${webhook || servers.length === 0 ? "" : section("servers", "Servers", fieldList(servers))}
${section("credentials", "Credentials", credentials(security))}
${parameters.map(({ id, heading, fields }) => section(id, heading, fieldList(fields)))}
${
  body
    ? section(
        "body",
        "Body",
        html`${body.description ? commonMark(body.description) : ""}${bodies(body.content, body.required)}`,
      )
    : ""
}
${section("responses", "Responses", responseSections(description, responses, root))}
${callbacks.length > 0 ? section("callbacks", "Callbacks", html`${callbacks.map((callback) => callbackSection(description, callback, root))}`) : ""}`;
}

function section(id: string, heading: string, content: Html | ""): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>${content}</section>`;
}

/** One language is open at a time: `details` of one name are, without a script (HTML, section 4.11.1). */
function sampleSection(samples: readonly Sample[]): Html | "" {
  if (samples.length === 0) return "";
  return html`<section class="samples" aria-labelledby="samples"><h2 id="samples">Samples</h2>
${samples.map(
  (
    { language, label, code, notes },
    index,
  ) => html`<details name="sample"${index === 0 ? html` open` : ""}><summary>${label}</summary>
<pre tabindex="0"><code class="language-${language}">${code}</code></pre>${notes.map((note) => html`<p>${note}</p>`)}</details>`,
)}</section>`;
}
