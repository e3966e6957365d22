import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { earlyScript } from "../../src/site/policy.ts";

/** The pages of a built site and the paths of all of its files. */
export interface BuiltSite {
  /** HTML by its path; those that are ours, so without Redoc's. */
  readonly pages: ReadonlyMap<string, string>;
  readonly files: ReadonlySet<string>;
}

export async function readSite(folder: string): Promise<BuiltSite> {
  const names = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll("\\", "/"));
  const ours = names.filter((name) => name.endsWith(".html") && !name.startsWith("redoc/"));
  const pages = await Promise.all(
    ours.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const),
  );
  return { pages: new Map(pages), files: new Set(names) };
}

export function idsOf(html: string): string[] {
  return [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => unescapeHtml(id));
}

/** What is wrong with the addresses of a page: they lead to files and ids of the site, and links also out of it. */
export function brokenAddresses({ pages, files }: BuiltSite, name: string): string[] {
  const html = pages.get(name) ?? "";
  // Once for each page that is led to: most links lead to the page itself, which may have tens of thousands of both.
  const known = new Map<string, ReadonlySet<string>>();
  const idsIn = (target: string) => {
    const ids = known.get(target) ?? new Set(idsOf(pages.get(target) ?? ""));
    known.set(target, ids);
    return ids;
  };
  return [...html.matchAll(/\s(href|src)="([^"]*)"/g)].flatMap(([, attribute, value = ""]) => {
    const address = unescapeHtml(value);
    if (attribute === "href" && /^(https?:\/\/|mailto:)/.test(address)) return [];
    const [path = "", fragment] = address.split("#");
    // The page for what is not found is shown at any depth.
    const from = path.startsWith("/") ? "." : posix.dirname(name);
    const file = path === "" ? name : posix.join(from, path.replace(/^\//, "")).replace(/^\.$/, "");
    const target = file === "" || file.endsWith("/") || file === "./" ? posix.join(file, "index.html") : file;
    if (!files.has(decodeURIComponent(target))) return [`${address}: no file`];
    if (fragment === undefined || !pages.has(target)) return [];
    return idsIn(target).has(fragment) ? [] : [`${address}: no such id`];
  });
}

/** Scripts of a page that are not the site's own: neither its module nor what runs before anything is painted. */
export function foreignScripts(html: string): string[] {
  const all = html.match(/<script[^>]*>[^<]*<\/script>|<[^>]+\son\w+=|href="javascript/gi) ?? [];
  const module = /^<script type="module" src="[./]*\/assets\/page-\w+\.js"><\/script>$/;
  return all.filter((script) => script !== `<script>${earlyScript}</script>` && !module.test(script));
}

/** The text of a page as a reader sees it, in one line. */
export function textOf(html: string): string {
  return unescapeHtml(html.replace(/<[^>]+>/g, "")).replace(/\s+/g, " ");
}

function unescapeHtml(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" };
  return text.replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => named[name] ?? "");
}
