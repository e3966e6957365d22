import type { Sample } from "@spkey/samples";
import type { Description, MediaType, Operation, Parameter, SecurityScheme } from "@spkey/spec";
import { html } from "hono/html";
import { type Field, fieldsOf, typeName } from "./fields.ts";
import { type Html, layout } from "./layout.ts";
import { commonMark, commonMarkLine } from "./markdown.ts";
import { redocUrl } from "./urls.ts";

const root = "../../";

/** Where parameters go, in the order in which a reader meets them. */
const locations = [
  ["path", "Path parameters"],
  ["query", "Query parameters"],
  ["header", "Headers"],
  ["cookie", "Cookies"],
] as const;

/** The page of one operation: all that is needed to call it. */
export function operationPage(
  description: Description,
  operation: Operation,
  samples: readonly Sample[],
): Promise<string> {
  const { id, method, path, summary, parameters, requestBody, responses, security, servers, tags } = operation;
  const title = summary || id;
  return layout(description, {
    title: `${title} · ${description.info.title}`,
    description: `${method} ${path}: ${title}.`,
    root,
    operationId: id,
    content: html`<article class="operation">
<div class="words">
<p class="crumb">${tags[0] ?? ""}</p>
<h1>${title}</h1>
<p class="endpoint"><span class="method ${method.toLowerCase()}">${method}</span> <code><span class="server">${servers[0]?.url ?? ""}</span>${path}</code></p>
${operation.deprecated ? html`<p class="deprecated">Deprecated: it still works, but new code should not call it.</p>` : ""}
<div class="prose">${commonMark(operation.description)}</div>
<section aria-labelledby="credentials"><h2 id="credentials">Credentials</h2>${credentials(security)}</section>
${locations.map(([location, heading]) =>
  parameterSection(
    description,
    heading,
    parameters.filter((parameter) => parameter.in === location),
  ),
)}
${
  requestBody
    ? html`<section aria-labelledby="body"><h2 id="body">Body</h2>
${requestBody.description ? html`<p>${commonMarkLine(requestBody.description)}</p>` : ""}
${requestBody.content.map((media) => html`${mediaHeading(media, requestBody.required)}${mediaFields(description, media)}`)}</section>`
    : ""
}
<section aria-labelledby="responses"><h2 id="responses">Responses</h2>
${responses.map(
  (response) => html`<section class="response" aria-labelledby="response-${response.status}">
<h3 id="response-${response.status}">${status(response.status)} ${commonMarkLine(response.description)}</h3>
${response.content.map((media) => html`${mediaHeading(media, false)}${mediaFields(description, media)}`)}</section>`,
)}</section>
<p class="see"><a href="${root}${redocUrl(tags[0], id)}">This operation in the whole reference</a></p>
</div>
<div class="examples">
${sampleSection(samples)}
${requestBody?.content.map((media) => examples("Request", media)) ?? ""}
${responses.map((response) => response.content.map((media) => examples(status(response.status), media)))}
</div>
</article>`,
  });
}

/** Each credential as the request carries it; with alternatives, each set by itself. */
function credentials(security: Operation["security"]): Html {
  if (security.length === 0) return html`<p>None is needed.</p>`;
  const words = security.length > 1 ? "One of these sets is needed." : "";
  return html`${words ? html`<p>${words}</p>` : ""}
${security.map((requirement) => html`<ul class="fields">${requirement.map(credential)}</ul>`)}`;
}

function credential(scheme: SecurityScheme): Html {
  const [name, type, where] = carried(scheme);
  return fieldRow({ name, type: `${where}, ${type}`, required: true, description: scheme.description });
}

/** The name, the form and the place of a credential. */
function carried({ key, type, scheme, bearerFormat, in: location, name }: SecurityScheme): [string, string, string] {
  if (type === "apiKey") return [name ?? key, "API key", location ?? "header"];
  if (type === "http" && scheme?.toLowerCase() !== "bearer") return ["Authorization", `HTTP ${scheme}`, "header"];
  if (type === "mutualTLS") return [key, "client certificate", "TLS"];
  return ["Authorization", bearerFormat ? `Bearer <${bearerFormat}>` : "Bearer <token>", "header"];
}

function parameterSection(description: Description, heading: string, parameters: readonly Parameter[]): Html | "" {
  if (parameters.length === 0) return "";
  const id = heading.toLowerCase().replaceAll(" ", "-");
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2><ul class="fields">${parameters.map(
    (parameter) => fieldRow({ ...parameter, type: typeName(description, parameter.schema) }),
  )}</ul></section>`;
}

function mediaHeading({ mediaType }: MediaType, required: boolean): Html {
  return html`<p class="media"><code>${mediaType}</code>${required ? html` <span class="required">required</span>` : ""}</p>`;
}

function mediaFields(description: Description, { schema }: MediaType): Html | "" {
  if (!schema) return "";
  const fields = fieldsOf(description, schema);
  return fields.length > 0 ? fieldList(fields) : html`<p class="type">${typeName(description, schema)}</p>`;
}

function fieldList(fields: readonly Field[]): Html {
  return html`<ul class="fields">${fields.map((field) => fieldRow(field))}</ul>`;
}

function fieldRow(
  field: Pick<Field, "name" | "type" | "required" | "description"> &
    Partial<Pick<Field, "constraints" | "children" | "deprecated">>,
): Html {
  const { name, type, required, deprecated, description, constraints = [], children = [] } = field;
  return html`<li><p class="head"><code>${name}</code> <span class="type">${type}</span> ${
    required ? html`<span class="required">required</span>` : html`<span class="optional">optional</span>`
  }${deprecated ? html` <span class="deprecated">deprecated</span>` : ""}</p>
${description ? html`<p>${commonMarkLine(description)}</p>` : ""}
${constraints.length > 0 ? html`<p class="constraints">${constraints.join("; ")}</p>` : ""}
${children.length > 0 ? fieldList(children) : ""}</li>`;
}

/** One language is open at a time: `details` of one name are, without a script (HTML, section 4.11.1). */
function sampleSection(samples: readonly Sample[]): Html | "" {
  if (samples.length === 0) return "";
  return html`<section class="samples" aria-labelledby="samples"><h2 id="samples">Samples</h2>
${samples.map(
  (
    { language, label, code },
    index,
  ) => html`<details name="sample"${index === 0 ? html` open` : ""}><summary>${label}</summary>
<pre tabindex="0"><code class="language-${language}">${code}</code></pre></details>`,
)}</section>`;
}

function examples(label: Html | string, { mediaType, examples: all }: MediaType): Html {
  return html`${all.map(
    ({
      summary,
      value,
    }) => html`<figure><figcaption>${label}${summary ? html` <span>${summary}</span>` : ""}</figcaption>
<pre tabindex="0"><code>${typeof value === "string" && !mediaType.includes("json") ? value : JSON.stringify(value, null, 2)}</code></pre></figure>`,
  )}`;
}

function status(code: string): Html {
  return html`<span class="status s${code.slice(0, 1)}">${code}</span>`;
}
