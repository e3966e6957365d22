import type { Description } from "@spkey/model";
import { html, raw } from "hono/html";
import type { Assets } from "../site/assets.ts";
import { earlyScript, metaPolicy, policyOf } from "../site/policy.ts";
import { type Settings, versionFolder } from "../site/settings.ts";
import { pageStyles } from "../site/styles.ts";
import { feedback } from "./feedback.ts";
import { headLinks } from "./head.ts";
import { navigation } from "./navigation.ts";

/** HTML that is ready, or on its way: hono's `html` returns either. */
export type Html = ReturnType<typeof html>;

/** What all pages of a site share. */
export interface Frame {
  readonly description: Description;
  readonly assets: Assets;
  /** Whether there is a reference by Redoc. */
  readonly redoc: boolean;
  /** Whether there is a changelog. */
  readonly changelog: boolean;
  readonly settings: Settings;
}

/** One page of the site. */
export interface Page {
  readonly title: string;
  readonly description: string;
  /** The way from this page to the site's root: `./` or `../../`. */
  readonly root: string;
  /** Where it is, from the site's root; the root itself is empty. */
  readonly url: string;
  readonly content: Html;
  /** Its sections, in their order. */
  readonly contents?: readonly { readonly id: string; readonly heading: string }[];
}

/** The frame of every page: complete without JavaScript, and nothing in it is fetched from elsewhere. */
export async function layout(frame: Frame, page: Page): Promise<string> {
  const { description, assets, redoc, settings } = frame;
  const { root } = page;
  const document = html`<!doctype html>
<html lang="en" data-root="${root}"${settings.version === undefined ? "" : html` data-version="${versionFolder(settings.version)}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${raw(metaPolicy(policyOf(settings), `/${page.url}`))}">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${page.description}">
<title>${page.title}</title>
<script>${raw(earlyScript)}</script>
${headLinks(frame, page)}
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
<style>${raw(pageStyles)}</style>
<script type="module" src="${root}${assets.script}"></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="bar">
<a class="brand" href="${root}"><img src="${root}icon.svg" alt="" width="24" height="24"><span>${description.info.title}</span></a>
<button type="button" class="search-open" data-search-open aria-keyshortcuts="/ Control+K" hidden><span>Search</span> <kbd>/</kbd></button>
<nav class="site" aria-label="Site">
<a href="${root}errors/">Errors</a>
${redoc ? html`<a href="${root}redoc/">Reference</a>` : ""}
<a href="${root}openapi.yaml" download>OpenAPI</a>
<button type="button" class="theme" data-theme-switch hidden>Theme</button>
</nav>
</header>
<div class="frame">
${navigation(frame, page)}
<main id="content">${page.content}${page.url.endsWith(".html") ? "" : feedback(frame, page)}</main>
</div>
</body>
</html>
`;
  return String(await document);
}

/** A method, in the colour of its kind. */
export function methodMark(method: string): Html {
  return html`<span class="method ${method.toLowerCase()}">${method}</span>`;
}
