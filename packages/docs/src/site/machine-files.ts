import type { Description, Operation } from "@spkey/model";
import { collectionFile } from "../collection/file.ts";
import { changelogMarkdown } from "../markdown/changelog.ts";
import { errorsMarkdown } from "../markdown/errors.ts";
import { type Blocks, heading, inlineCode, link, list, paragraph, write } from "../markdown/nodes.ts";
import { overviewMarkdown } from "../markdown/overview.ts";
import { changelogUrl } from "../pages/changelog.ts";
import { errorsUrl } from "../pages/errors.ts";
import { operationGroups } from "../view/groups.ts";
import type { SiteFile } from "./operation-files.ts";
import type { Settings } from "./settings.ts";
import { operationUrl, rootFrom, webhookUrl } from "./urls.ts";

/** The page of an operation, as it is listed. */
interface Listed {
  readonly url: string;
  readonly title: string;
  readonly notes: string;
  /** As a part of the file that has all pages. */
  readonly part: () => string;
}

/** A file of the site that is never in memory as a whole. */
export interface LongFile {
  /** From the site's root. */
  readonly path: string;
  readonly text: Iterable<string>;
}

/**
 * What programs read: the Markdown of the pages that all operations share, `llms.txt` and `llms-full.txt` (https://llmstxt.org);
 * where the site's address is known, `sitemap.xml` (https://www.sitemaps.org/protocol.html) and, where a host looks for it,
 * `robots.txt` (RFC 9309).
 *
 * @param changelog what the versions have changed, as Markdown
 * @param partOf an operation's part of the file that has all pages
 */
export function machineFiles(
  description: Description,
  partOf: (operation: Operation) => string,
  settings: Settings,
  changelog?: string,
): (SiteFile | LongFile)[] {
  const whole = settings.siteUrl ?? "";
  const shared = [
    { url: "", blocks: overviewMarkdown },
    { url: errorsUrl, blocks: errorsMarkdown },
    ...(changelog ? [{ url: changelogUrl, blocks: () => changelogMarkdown(changelog) }] : []),
  ].map(({ blocks, url }) => ({
    url,
    part: () => write(blocks(description, whole)),
    file: { path: `${url}index.md`, text: write(blocks(description, rootFrom(url))) },
  }));
  const groups = listedGroups(description, partOf);
  const pages = [...shared, ...groups.flatMap((group) => group.pages)];
  return [
    ...shared.map(({ file }) => file),
    { path: "llms.txt", text: write(llms(description, groups, whole, changelog !== undefined)) },
    { path: "llms-full.txt", text: fullText(pages) },
    ...sitemap(pages, settings),
  ];
}

function* fullText(pages: readonly Pick<Listed, "part">[]): Generator<string> {
  for (const [index, { part }] of pages.entries()) yield index === 0 ? part() : `\n---\n\n${part()}`;
}

interface ListedGroup {
  readonly heading: string;
  readonly pages: readonly Listed[];
}

function listedGroups(description: Description, partOf: (operation: Operation) => string): ListedGroup[] {
  const entry = (operation: Operation, url: string): Listed => {
    const { id, summary, method, path } = operation;
    return { url, title: summary || id, notes: `${method} ${path}`, part: () => partOf(operation) };
  };
  const groups = operationGroups(description).map(({ heading: name, operations }) => ({
    heading: name,
    pages: operations.map((operation) => entry(operation, operationUrl(operation.id))),
  }));
  const webhooks = description.webhooks.map((webhook) => entry(webhook, webhookUrl(webhook.id)));
  return webhooks.length > 0 ? [...groups, { heading: "Webhooks", pages: webhooks }] : groups;
}

function llms({ info }: Description, groups: readonly ListedGroup[], root: string, hasChangelog: boolean): Blocks {
  const item = ({ url, title, notes }: Listed) => [
    paragraph(link(`${root}${url}index.md`, title), ": ", inlineCode(notes)),
  ];
  return [
    heading(1, info.title),
    {
      type: "blockquote",
      children: [paragraph(info.summary ?? `The API ${info.title}.`, ` Version ${info.version}.`)],
    },
    paragraph(
      "Each page of this documentation is here as Markdown. ",
      link(`${root}llms-full.txt`, "All of them in one file"),
      ", the ",
      link(`${root}openapi.yaml`, "OpenAPI description"),
      " that they are made of, and its requests as a ",
      link(`${root}${collectionFile}`, "Postman collection"),
      ".",
    ),
    heading(2, "Guide"),
    list([
      [paragraph(link(`${root}index.md`, "Overview"), ": servers, credentials, all operations")],
      [paragraph(link(`${root}${errorsUrl}index.md`, "Errors"), ": what can go wrong, and what to do")],
      ...(hasChangelog
        ? [[paragraph(link(`${root}${changelogUrl}index.md`, "Changelog"), ": what each version has changed")]]
        : []),
    ]),
    ...groups.flatMap(({ heading: name, pages }) => [heading(2, name), list(pages.map(item))]),
  ];
}

function sitemap(pages: readonly { readonly url: string }[], { siteUrl, base }: Settings): SiteFile[] {
  if (!siteUrl) return [];
  const entries = pages.map(({ url }) => `  <url><loc>${siteUrl}${url}</loc></url>`.replaceAll("&", "&amp;"));
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join("\n")}
</urlset>
`;
  // A host's root is the only place where it is read.
  const robots = { path: "robots.txt", text: `User-agent: *\nAllow: /\n\nSitemap: ${siteUrl}sitemap.xml\n` };
  return [{ path: "sitemap.xml", text }, ...(base === "/" ? [robots] : [])];
}
