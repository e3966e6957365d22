import type { Description } from "@spkey/model";
import { html } from "hono/html";
import type { OperationView } from "../view/operation.ts";
import { credentials } from "./credentials.ts";
import { endpoint } from "./endpoint.ts";
import { fieldList } from "./fields.ts";
import { introduction } from "./introduction.ts";
import type { Html } from "./layout.ts";
import { commonMark } from "./markdown.ts";
import { bodies, examples } from "./media.ts";
import { responseSections, status } from "./responses.ts";

/** Requests that the API makes in return (Callback Object; OpenAPI 3.1, section 4.8.18). */
export function callbackSection(
  description: Description,
  { name, operations }: OperationView["callbacks"][number],
  root: string,
): Html {
  return html`${operations.map((view) => callbackOperation(description, name, view, root))}`;
}

function callbackOperation(description: Description, name: string, view: OperationView, root: string): Html {
  const { operation, prefix, title, security, parameters, body, responses, callbacks } = view;
  const id = `${prefix}callback`;
  return html`<section class="callback" aria-labelledby="${id}"><h3 id="${id}">${title}</h3>
<p class="note"><code>${name}</code></p><p>${endpoint(operation.method, "", operation.path)}</p>
${introduction(operation, 4)}
${part(`${prefix}credentials`, "Credentials", credentials(security))}
${parameters.map(({ id: group, heading, fields }) => part(group, heading, fieldList(fields)))}
${
  body
    ? part(
        `${prefix}body`,
        "Body",
        html`${body.description ? commonMark(body.description) : ""}${bodies(body.content)}${examples(body.content)}`,
      )
    : ""
}
${responseSections(description, responses, root)}
${responses.map((response) => html`<p class="media">${status(response.status)}</p>${examples(response.content)}`)}
${callbacks.map((callback) => callbackSection(description, callback, root))}</section>`;
}

function part(id: string, heading: string, content: Html | ""): Html {
  return html`<h4 id="${id}">${heading}</h4>${content}`;
}
