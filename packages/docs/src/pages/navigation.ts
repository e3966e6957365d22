import type { Description, Operation } from "@spkey/model";
import { html } from "hono/html";
import { operationUrl, webhookUrl } from "../site/urls.ts";
import { groupId, operationGroups } from "../view/groups.ts";
import { count } from "../view/words.ts";
import { type Frame, type Html, methodMark, type Page } from "./layout.ts";

/** Operations that are listed at most: a page must not grow with the description. */
const maxListed = 16;

/** Groups that are listed at most. */
const maxGroups = 30;

/** One heading of the navigation. */
interface Group {
  readonly heading: string;
  /** The id of its section on the overview. */
  readonly id: string;
  readonly operations: readonly { readonly operation: Operation; readonly url: string }[];
}

/**
 * The way through the site. A small description is listed as a whole; of a large one, the operations around the one that is
 * shown, and the other groups closed: each leads to its section on the overview, and a script lists it in place.
 */
export function navigation({ description, changelog }: Frame, page: Page): Html {
  const { groups, size, groupAt } = outlineOf(description);
  const own = groupAt.get(page.url);
  const first = groups.slice(0, maxGroups);
  const shown = own === undefined || first.includes(own) ? first : [...first, own];
  return html`<nav class="side" aria-label="Pages">
<details class="menu" data-menu open><summary>Menu</summary>
<ul class="top"><li><a href="${page.root}"${current(page.url === "")}>Overview</a></li><li><a href="${page.root}errors/"${current(page.url === "errors/")}>Errors</a></li>${changelog ? html`<li><a href="${page.root}changelog/"${current(page.url === "changelog/")}>Changelog</a></li>` : ""}</ul>
${shown.map((group) => groupEntry(group, page, size <= maxListed))}
${shown.length < groups.length ? html`<p><a href="${page.root}#operations">All ${groups.length} groups</a></p>` : ""}
</details>
</nav>`;
}

/** What the navigation of all pages is made of. */
interface Outline {
  readonly groups: readonly Group[];
  /** How many pages of operations there are. */
  readonly size: number;
  /** The group of each page, by its address. */
  readonly groupAt: ReadonlyMap<string, Group>;
}

/** Each page asks for it. A description never changes. */
const outlines = new WeakMap<Description, Outline>();

function outlineOf(description: Description): Outline {
  const known = outlines.get(description) ?? makeOutline(groupsOf(description));
  outlines.set(description, known);
  return known;
}

function makeOutline(groups: readonly Group[]): Outline {
  const entries = groups.flatMap((group) => group.operations.map(({ url }) => [url, group] as const));
  return { groups, size: entries.length, groupAt: new Map(entries) };
}

function groupsOf(description: Description): Group[] {
  const { webhooks } = description;
  const own = operationGroups(description).map((group) => ({
    heading: group.heading,
    id: groupId(group),
    operations: group.operations.map((operation) => ({ operation, url: operationUrl(operation.id) })),
  }));
  if (webhooks.length === 0) return own;
  const calls = webhooks.map((operation) => ({ operation, url: webhookUrl(operation.id) }));
  return [...own, { heading: "Webhooks", id: "webhooks", operations: calls }];
}

function groupEntry({ heading, id, operations }: Group, page: Page, whole: boolean): Html {
  const at = operations.findIndex(({ url }) => url === page.url);
  const listed = whole ? operations : at < 0 ? [] : around(operations, at);
  const rest = operations.length - listed.length;
  return html`<details class="group"${rest > 0 ? html` data-group="${id}"` : ""}${listed.length > 0 ? html` open` : ""}><summary>${heading}</summary>
<ul>${listed.map(({ operation, url }) => entry(operation, url, page))}${
    rest > 0
      ? html`<li class="rest"><a href="${page.root}#${id}">${listed.length > 0 ? "All " : ""}${count(operations.length, "operation")}</a></li>`
      : ""
  }</ul></details>`;
}

/** As many as may be listed, with the one at this place among them. */
function around<Item>(items: readonly Item[], at: number): readonly Item[] {
  const start = Math.max(0, Math.min(at - Math.floor(maxListed / 2), items.length - maxListed));
  return items.slice(start, start + maxListed);
}

function entry({ method, summary, path }: Operation, url: string, page: Page): Html {
  const is = url === page.url;
  return html`<li><a href="${page.root}${url}"${current(is)}><span>${summary || path}</span>${methodMark(method)}</a>${is ? contents(page) : ""}</li>
`;
}

/** What is on the page. */
function contents({ contents: sections = [] }: Page): Html | "" {
  if (sections.length === 0) return "";
  return html`<ul class="contents">${sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul>`;
}

function current(is: boolean): Html | "" {
  return is ? html` aria-current="page"` : "";
}
