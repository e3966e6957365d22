import { copyFile, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { samplesByExample } from "@spkey/samples";
import { stringify } from "yaml";
import { buildSite } from "../src/site/build.ts";
import { serveDocs } from "../src/site/serve.ts";
import { type Page, packageFile, type Renderer } from "./renderers.ts";
import type { Subject } from "./subject.ts";

/** Where the documentation of a description is served, by renderer. */
export interface Sites extends AsyncDisposable {
  /** The address of the site's root, with a slash at its end. */
  rootOf(renderer: Renderer): string;
  /** The address of the page of our own that is the largest when gzipped. */
  readonly largest: string;
}

/** Builds what each renderer needs for a description in a folder, and serves it from there. */
export async function serveSites(subject: Subject, renderers: readonly Renderer[], folder: string): Promise<Sites> {
  await using resources = new AsyncDisposableStack();
  const roots = new Map<Renderer, string>();
  const serve = async (site: string) => {
    const docs = await serveDocs({ folder: site, base: "/" });
    resources.defer(() => docs.stop());
    await warmUp(site, docs.url);
    return `${docs.url}/`;
  };
  const json = JSON.stringify(subject.document);
  const ours = join(folder, "ours");
  await buildOurs(subject, json, ours);
  const root = await serve(ours);
  for (const renderer of renderers) {
    const { name, package: from, page } = renderer;
    if (!page || from === undefined) roots.set(renderer, root);
    else {
      const site = join(folder, name);
      await writePage(page, { from, title: subject.description.info.title, json, site });
      roots.set(renderer, await serve(site));
    }
  }
  const largest = root + (await largestPage(ours));
  const stack = resources.move();
  return {
    largest,
    rootOf(renderer) {
      const found = roots.get(renderer);
      if (found === undefined) throw new Error(`There is no site of ${renderer.name}.`);
      return found;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function buildOurs({ document, description }: Subject, json: string, output: string): Promise<void> {
  const samples = description.operations.map(
    (operation) => [operation.id, samplesByExample(description, operation)] as const,
  );
  await buildSite({
    files: { document, json, yaml: stringify(document, { aliasDuplicateObjects: false }) },
    samples: Object.fromEntries(samples),
    output,
    redoc: true,
  });
}

/** The server compresses a file when it is first asked for it: of large ones, that is no part of what is measured. */
async function warmUp(site: string, url: string): Promise<void> {
  for (const name of await readdir(site, { recursive: true })) {
    const about = await stat(join(site, name));
    if (!about.isFile() || about.size < large) continue;
    const path = name.split(/[\\/]/).map(encodeURIComponent);
    const response = await fetch(`${url}/${path.join("/")}`, { headers: { "Accept-Encoding": "gzip" } });
    await response.body?.cancel();
  }
}

/** In bytes. */
const large = 50_000;

interface PageOptions {
  /** The package whose files it loads. */
  readonly from: string;
  readonly title: string;
  /** The description. */
  readonly json: string;
  readonly site: string;
}

async function writePage(page: Page, { from, title, json, site }: PageOptions): Promise<void> {
  await mkdir(site, { recursive: true });
  for (const file of page.files) await copyFile(packageFile(from, file), join(site, basename(file)));
  await writeFile(join(site, "openapi.json"), json);
  await writeFile(
    join(site, "index.html"),
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</title>
${page.head ?? ""}
</head>
<body>
${page.body}
</body>
</html>
`,
  );
}

/** From the root, of the pages that are not Redoc's. */
async function largestPage(folder: string): Promise<string> {
  let largest = { bytes: 0, name: "" };
  for (const path of await readdir(folder, { recursive: true })) {
    const name = path.replaceAll("\\", "/");
    if (!name.endsWith("index.html") || name.startsWith("redoc/")) continue;
    const { length: bytes } = await promisify(gzip)(await readFile(join(folder, path)));
    if (bytes > largest.bytes) largest = { bytes, name: name.slice(0, -"index.html".length) };
  }
  return largest.name;
}
