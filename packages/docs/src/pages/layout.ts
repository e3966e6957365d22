import type { Description } from "@spkey/spec";
import { html } from "hono/html";
import { operationUrl } from "./urls.ts";

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
<nav aria-label="Site">
<a href="${root}redoc/">Reference</a>
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

function navigation(description: Description, { root, operationId }: Page): Html {
  return html`${operationsByTag(description).map(
    ({ tag, operations }) => html`<h2>${tag}</h2>
<ul>${operations.map(
      ({ id, method, summary, path }) =>
        html`<li><a href="${root}${operationUrl(id)}"${id === operationId ? html` aria-current="page"` : ""}><span class="method ${method.toLowerCase()}">${method}</span>${summary || path}</a></li>
`,
    )}</ul>
`,
  )}`;
}

/** The operations under the tags that the description declares, in its order, then under those that it doesn't. */
export function operationsByTag({ tags, operations }: Description) {
  const untagged = "Operations";
  const names = [
    ...new Set([...tags.map(({ name }) => name), ...operations.map((operation) => operation.tags[0] ?? untagged)]),
  ];
  return names
    .map((tag) => ({
      tag,
      description: tags.find(({ name }) => name === tag)?.description ?? "",
      operations: operations.filter((operation) => (operation.tags[0] ?? untagged) === tag),
    }))
    .filter((group) => group.operations.length > 0);
}
