import type { Description, Operation } from "@spkey/model";
import { html } from "hono/html";
import { operationUrl, webhookUrl } from "../site/urls.ts";
import { operationGroups } from "../view/groups.ts";

/** HTML that is ready, or on its way: hono's `html` returns either. */
export type Html = ReturnType<typeof html>;

/** One page of the site. */
export interface Page {
  readonly title: string;
  readonly description: string;
  /** The way from this page to the site's root: `./` or `../../`. */
  readonly root: string;
  /** The operation that the page is about, if it is about one. */
  readonly operationId?: string;
  /** Whether there is a reference by Redoc. */
  readonly redoc: boolean;
  readonly content: Html;
}

/** The frame of every page. It needs no JavaScript, and fetches nothing from elsewhere. */
export async function layout(description: Description, page: Page): Promise<string> {
  const { root } = page;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${page.description}">
<title>${page.title}</title>
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}style.css">
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="bar">
<a class="brand" href="${root}"><img src="${root}icon.svg" alt="" width="24" height="24">${description.info.title}</a>
<nav aria-label="Site">${
    page.redoc
      ? html`
<a href="${root}redoc/">Reference</a>`
      : ""
  }
<a href="${root}openapi.yaml" download>OpenAPI (YAML)</a>
<a href="${root}openapi.json" download>OpenAPI (JSON)</a>
</nav>
</header>
<div class="frame">
<nav class="side" aria-label="Operations">${navigation(description, page)}</nav>
<main id="content">${page.content}</main>
</div>
</body>
</html>
`;
  return String(await document);
}

function navigation(description: Description, page: Page): Html {
  const { webhooks } = description;
  return html`${operationGroups(description).map(({ heading, operations }) => list(heading, operations, operationUrl, page))}
${webhooks.length > 0 ? list("Webhooks", webhooks, webhookUrl, page) : ""}`;
}

function list(
  heading: string,
  operations: readonly Operation[],
  url: (id: string) => string,
  { root, operationId }: Page,
): Html {
  return html`<h2>${heading}</h2>
<ul>${operations.map(
    ({ id, method, summary, path }) =>
      html`<li><a href="${root}${url(id)}"${id === operationId ? html` aria-current="page"` : ""}>${methodMark(method)}${summary || path}</a></li>
`,
  )}</ul>
`;
}

/** A method, in the colour of its kind. */
export function methodMark(method: string): Html {
  return html`<span class="method ${method.toLowerCase()}">${method}</span>`;
}
