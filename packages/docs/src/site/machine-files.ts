import type { Description, Operation } from "@spkey/model";
import type { Sample } from "@spkey/samples";
import { errorsMarkdown } from "../markdown/errors.ts";
import { type Blocks, heading, inlineCode, link, list, paragraph, write } from "../markdown/nodes.ts";
import { type OperationMarkdown, operationMarkdown } from "../markdown/operation.ts";
import { overviewMarkdown } from "../markdown/overview.ts";
import { errorsUrl } from "../pages/errors.ts";
import { operationGroups } from "../view/groups.ts";
import type { Settings } from "./settings.ts";
import { operationUrl, webhookUrl } from "./urls.ts";

/** Files for programs that read the site: what is where, from the site's root. */
export interface MachineFile {
  readonly path: string;
  readonly text: string;
}

/** A page of the site, as it is listed. */
interface Listed {
  readonly url: string;
  readonly title: string;
  readonly notes: string;
  readonly markdown: OperationMarkdown;
}

/**
 * The Markdown of each page beside its HTML, `llms.txt` and `llms-full.txt` (https://llmstxt.org); where the site's address is
 * known, `sitemap.xml` (https://www.sitemaps.org/protocol.html) and, where a host looks for it, `robots.txt` (RFC 9309).
 */
export function machineFiles(
  description: Description,
  samplesOf: (operation: Operation) => readonly Sample[],
  settings: Settings,
): MachineFile[] {
  const whole = settings.siteUrl ?? "";
  const both = (url: string, make: (root: string) => Blocks): OperationMarkdown => ({
    page: write(make(rootFrom(url))),
    part: write(make(whole)),
  });
  const overview: Listed = {
    url: "",
    title: description.info.title,
    notes: "",
    markdown: both("", (root) => overviewMarkdown(description, root)),
  };
  const errors: Listed = {
    url: errorsUrl,
    title: "Errors",
    notes: "what can go wrong, and what to do",
    markdown: both(errorsUrl, (root) => errorsMarkdown(description, root)),
  };
  const groups = listedGroups(description, samplesOf, whole);
  const pages = [overview, errors, ...groups.flatMap((group) => group.pages)];
  return [
    ...pages.map(({ url, markdown }) => ({ path: `${url}index.md`, text: markdown.page })),
    { path: "llms.txt", text: write(llms(description, groups, errors, whole)) },
    { path: "llms-full.txt", text: pages.map(({ markdown }) => markdown.part).join("\n---\n\n") },
    ...sitemap(pages, settings),
  ];
}

interface ListedGroup {
  readonly heading: string;
  readonly pages: readonly Listed[];
}

/** @param whole what addresses begin with in the file that has all pages */
function listedGroups(
  description: Description,
  samplesOf: (operation: Operation) => readonly Sample[],
  whole: string,
): ListedGroup[] {
  const entry = (operation: Operation, url: string, webhook: boolean): Listed => {
    const { id, summary, method, path } = operation;
    const samples = webhook ? [] : samplesOf(operation);
    const roots = { page: rootFrom(url), whole };
    const markdown = operationMarkdown(description, operation, { samples, webhook, roots });
    return { url, title: summary || id, notes: `${method} ${path}`, markdown };
  };
  const groups = operationGroups(description).map(({ heading: name, operations }) => ({
    heading: name,
    pages: operations.map((operation) => entry(operation, operationUrl(operation.id), false)),
  }));
  const webhooks = description.webhooks.map((webhook) => entry(webhook, webhookUrl(webhook.id), true));
  return webhooks.length > 0 ? [...groups, { heading: "Webhooks", pages: webhooks }] : groups;
}

function llms({ info }: Description, groups: readonly ListedGroup[], errors: Listed, root: string): Blocks {
  const item = ({ url, title, notes }: Listed) => [
    paragraph(link(`${root}${url}index.md`, title), ": ", url.endsWith(errorsUrl) ? notes : inlineCode(notes)),
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
      ", and the ",
      link(`${root}openapi.yaml`, "OpenAPI description"),
      " that they are made of.",
    ),
    heading(2, "Guide"),
    list([[paragraph(link(`${root}index.md`, "Overview"), ": servers, credentials, all operations")], item(errors)]),
    ...groups.flatMap(({ heading: name, pages }) => [heading(2, name), list(pages.map(item))]),
  ];
}

function sitemap(pages: readonly Listed[], { siteUrl, base }: Settings): MachineFile[] {
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

function rootFrom(url: string): string {
  return "../".repeat(url.split("/").length - 1) || "./";
}
