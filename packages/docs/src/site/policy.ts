import { createHash } from "node:crypto";
import { collectionFile } from "../collection/file.ts";
import type { Settings } from "./settings.ts";
import { pageStyles } from "./styles.ts";

/**
 * Runs before anything is painted: the colours that a reader has chosen, and a mark that scripts run, for the style sheet. It
 * is in the page itself, since a file would hold the page up; the policy names its hash.
 */
export const earlyScript =
  'document.documentElement.classList.add("js");try{document.documentElement.dataset.theme=localStorage.getItem("theme")||""}catch{}';

/** One row of the policy: what a host sends along with some of the site's files. */
export interface Rule {
  /** From the site's root, each with a slash at its start. A `*` at the end stands for anything. */
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Sources of a Content Security Policy (Content Security Policy Level 3, section 2.3), by directive. */
type Sources = Readonly<Record<string, readonly string[]>>;

/** Neither may any other page show this one in a frame. A browser takes this from a header alone, not from `<meta>`. */
const unframed = "frame-ancestors 'none'";

/** By its hash, a text may stand in a page (Content Security Policy Level 3, section 8.4). */
function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Everything that our pages load is a file of the site; one script and the styles stand in the page, each named by its hash. */
const pageSources: Sources = {
  "default-src": ["'none'"],
  "script-src": ["'self'", hashSource(earlyScript)],
  "style-src": [hashSource(pageStyles)],
  "img-src": ["'self'", "data:"],
  "connect-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

/**
 * The console calls the server that its reader chooses: any by HTTPS, and plain HTTP on the reader's own machine, where
 * browsers allow it. So a script that is no part of the site can't be kept from sending by `connect-src`; it is kept from
 * running by `script-src`. An IPv6 address can't be named here.
 */
const consoleTargets = ["https:", "http://127.0.0.1:*", "http://localhost:*"];

/** Redoc writes styles into its page as it runs, and reads a font or a worker from nowhere but the site. */
const redocSources: Sources = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'", "data:"],
  "connect-src": ["'self'"],
  "worker-src": ["'self'", "blob:"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

/** A page that leads elsewhere loads nothing. */
const redirectSources: Sources = {
  "default-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

/** What is sent along with every file. */
const general = {
  // No file is taken for anything but what its type says.
  "X-Content-Type-Options": "nosniff",
  // Neither the console's targets nor the sites that a description links to learn which page was read.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** Asked for again each time, and sent again only where it has changed (RFC 9111, section 5.2.2.4). */
const revalidated = { "Cache-Control": "no-cache" };

/**
 * The policy of a site, from which `_headers`, the configuration of nginx and the `<meta>` of each page are made. Hosts put
 * the headers of all rows together that are of a path, and join those of one name by a comma: no header stands in two rows
 * that the same path is of.
 */
export function policyOf({ feedbackUrl }: Pick<Settings, "feedbackUrl">): Rule[] {
  const feedback = feedbackUrl?.includes("://") ? [new URL(feedbackUrl).origin] : [];
  const page = withTargets(pageSources, feedback);
  return [
    {
      paths: ["/*"],
      headers: general,
    },
    {
      // Their names change with what is in them.
      paths: ["/assets/*"],
      headers: { "Cache-Control": "public, max-age=31536000, immutable" },
    },
    { paths: ["/", "/index.html", "/404.html", "/changelog/*", "/errors/*", "/webhooks/*"], headers: secured(page) },
    { paths: ["/operations/*"], headers: secured(withTargets(page, consoleTargets)) },
    { paths: ["/redoc/*"], headers: secured(redocSources) },
    {
      // Tools that run in the pages of other sites may read the description, and the collection.
      paths: ["/openapi.json", "/openapi.yaml", `/${collectionFile}`],
      headers: { ...revalidated, "Access-Control-Allow-Origin": "*" },
    },
    {
      paths: ["/icon.svg", "/index.md", "/llms.txt", "/llms-full.txt", "/robots.txt", "/search/*", "/sitemap.xml"],
      headers: revalidated,
    },
  ];
}

/**
 * The policy of the folder that holds several versions: of the page that leads to the newest of them, and of files beside it. The
 * versions have theirs.
 */
export function redirectPolicy(files: readonly string[]): Rule[] {
  return [
    { paths: ["/", "/index.html"], headers: { ...general, ...secured(redirectSources) } },
    ...files.map((path) => ({ paths: [path], headers: { ...general, ...revalidated } })),
  ];
}

/** What a host sends along with the file at a path, from the site's root and with a slash at its start. */
export function headersAt(rules: readonly Rule[], path: string): Readonly<Record<string, string>> {
  return Object.assign({}, ...rules.filter(({ paths }) => paths.some((each) => matches(each, path))).map(headersOf));
}

/** The Content Security Policy that a page itself names, for hosts that send no headers of ours, such as GitHub Pages. */
export function metaPolicy(rules: readonly Rule[], path: string): string {
  const policy = headersAt(rules, path)["Content-Security-Policy"];
  if (policy === undefined) throw new Error(`The policy has no row for the page ${path}.`);
  return policy
    .split("; ")
    .filter((directive) => directive !== unframed)
    .join("; ");
}

function headersOf({ headers }: Rule): Readonly<Record<string, string>> {
  return headers;
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function secured(sources: Sources): Readonly<Record<string, string>> {
  const directives = Object.entries(sources).map(([name, values]) => [name, ...values].join(" "));
  return { ...revalidated, "Content-Security-Policy": [...directives, unframed].join("; ") };
}

function withTargets(sources: Sources, targets: readonly string[]): Sources {
  return { ...sources, "connect-src": [...(sources["connect-src"] ?? []), ...targets] };
}
