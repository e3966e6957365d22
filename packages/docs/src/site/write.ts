import { cp, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Description, Operation } from "@spkey/model";
import { collectionFile, collectionText } from "../collection/index.ts";
import { changelogPage, changelogUrl } from "../pages/changelog.ts";
import { errorsPage, errorsUrl } from "../pages/errors.ts";
import type { Frame } from "../pages/layout.ts";
import { notFoundPage } from "../pages/not-found.ts";
import { overviewPage } from "../pages/overview.ts";
import { searchPages } from "../search/entries.ts";
import { type MadeAssets, writeAssets } from "./assets.ts";
import { headersFile } from "./headers-file.ts";
import { type LongFile, machineFiles } from "./machine-files.ts";
import type { SiteFile } from "./operation-files.ts";
import { unpack } from "./packed.ts";
import { pagesOf } from "./pages.ts";
import { metaPolicy, policyOf } from "./policy.ts";
import { buildRedoc } from "./redoc.ts";
import { languagesOf, redocDocument } from "./redoc-document.ts";
import { type Earlier, type Rendered, renderOperations } from "./render.ts";
import { writeSearchFiles } from "./search-files.ts";
import type { Settings } from "./settings.ts";
import type { WholeSite } from "./site.ts";
import { spareMemory } from "./spare-memory.ts";
import { yamlText } from "./yaml-text.ts";

/** What a site is written with, besides what it is built from. */
export interface Writing {
  readonly description: Description;
  readonly assets: MadeAssets;
  readonly folder: string;
  readonly earlier: readonly Earlier[];
  /** Whether memory is given back meanwhile, which takes time: see {@link spareMemory}. */
  readonly sparing: boolean;
}

/** Writes the reference by Redoc into a folder of its own. */
export async function writeRedoc(
  { files, samples, settings }: WholeSite,
  {
    description,
    ...target
  }: { readonly description: Description; readonly folder: string; readonly signal?: AbortSignal },
): Promise<void> {
  const document = redocDocument(files.document, description, samples);
  const policy = metaPolicy(policyOf(settings), "/redoc/");
  await buildRedoc(document, languagesOf(description, samples), { ...target, policy });
}

/** Writes the collection into the folder of a site: whole, or not at all. */
export async function writeCollection(description: Description, folder: string): Promise<void> {
  const file = join(folder, collectionFile);
  await writeFile(`${file}.tmp`, collectionText(description));
  await rename(`${file}.tmp`, file);
}

const icon = fileURLToPath(new URL("../assets/icon.svg", import.meta.url));

/** Writes all of a site but Redoc's reference and the collection. @returns what was rendered of the operations, by their keys */
export async function writePages(site: WholeSite, writing: Writing): Promise<ReadonlyMap<string, Rendered>> {
  const { files, samples, redoc, settings } = site;
  const { description, assets, folder, earlier, sparing } = writing;
  await cp(icon, join(folder, "icon.svg"));
  await writeAssets(assets, folder);
  const { document, changelog, json, yaml } = files;
  await writeFile(join(folder, "openapi.json"), json ?? `${JSON.stringify(document, null, 2)}\n`);
  await writeFile(join(folder, "openapi.yaml"), yaml ?? yamlText(document));
  if (sparing) spareMemory();
  const pages = pagesOf({
    document,
    description,
    samples,
    assets,
    redoc,
    changelog: changelog !== undefined,
    settings,
  });
  const rendered = await renderOperations({ ...pages, folder, earlier, sparing });
  if (sparing) spareMemory();
  const of = (operation: Operation) => rendered.get(pages.keyOf(operation));
  const partOf = (operation: Operation) => {
    const part = of(operation)?.part;
    return part === undefined ? "" : unpack(part);
  };
  await writeSearchFiles(
    searchPages(description, (operation) => of(operation)?.entries ?? [], changelog),
    folder,
  );
  for (const file of await sharedFiles(pages.frame, partOf, changelog)) await writeNew(file, folder);
  await writeHostFiles(settings, folder);
  return rendered;
}

/** The pages and files that all operations share. */
async function sharedFiles(
  frame: Frame,
  partOf: (operation: Operation) => string,
  changelog: string | undefined,
): Promise<(SiteFile | LongFile)[]> {
  const { description, settings } = frame;
  return [
    { path: "index.html", text: await overviewPage(frame) },
    { path: `${errorsUrl}index.html`, text: await errorsPage(frame) },
    ...(changelog ? [{ path: `${changelogUrl}index.html`, text: await changelogPage(frame, changelog) }] : []),
    { path: "404.html", text: await notFoundPage(frame, settings.base) },
    ...machineFiles(description, partOf, settings, changelog),
  ];
}

async function writeNew({ path, text }: SiteFile | LongFile, folder: string): Promise<void> {
  await mkdir(join(folder, dirname(path)), { recursive: true });
  // Never over another page.
  await writeFile(join(folder, path), text, { flag: "wx" });
}

/** What hosts of static sites read: the policy, and, for GitHub Pages, that nothing is left to build. */
async function writeHostFiles(settings: Settings, folder: string): Promise<void> {
  await writeFile(join(folder, "_headers"), headersFile(policyOf(settings)));
  await writeFile(join(folder, ".nojekyll"), "");
}
