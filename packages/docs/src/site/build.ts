import { cp, mkdir, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Description, type Operation, readDescription } from "@spkey/model";
import { collectionFile, collectionText } from "../collection/index.ts";
import { changelogPage, changelogUrl } from "../pages/changelog.ts";
import { errorsPage, errorsUrl } from "../pages/errors.ts";
import type { Frame } from "../pages/layout.ts";
import { notFoundPage } from "../pages/not-found.ts";
import { overviewPage } from "../pages/overview.ts";
import { searchPages } from "../search/entries.ts";
import { type MadeAssets, makeAssets, writeAssets } from "./assets.ts";
import { headersFile } from "./headers-file.ts";
import type { Files } from "./input.ts";
import { machineFiles } from "./machine-files.ts";
import type { SiteFile } from "./operation-files.ts";
import { pagesOf } from "./pages.ts";
import { metaPolicy, policyOf } from "./policy.ts";
import { buildRedoc } from "./redoc.ts";
import { languagesOf, redocDocument } from "./redoc-document.ts";
import { type Earlier, renderOperations } from "./render.ts";
import { replaceFolder } from "./replace-folder.ts";
import type { Samples } from "./samples.ts";
import { writeSearchFiles } from "./search-files.ts";
import { readSettings, type Settings } from "./settings.ts";
import { readShards } from "./shard.ts";
import { spareMemory } from "./spare-memory.ts";

export { readChangelog } from "./input.ts";

/** What a site is built from. */
export interface Site {
  readonly files: Files;
  readonly samples: Samples;
  /** The folder that it becomes; what is there is replaced. */
  readonly output: string;
  /** Whether to build the reference by Redoc. */
  readonly redoc: boolean;
  /** Default: nothing but the site itself. */
  readonly settings?: Settings;
  /** Folders of `writeShard`, with pages that need not be rendered again. */
  readonly shards?: readonly string[];
}

/** A site with all that may be left out, but for what is used up when it is built. */
type WholeSite = Required<Omit<Site, "shards">>;

/**
 * Builds the site of a description. The old one stays up until the new one is whole.
 *
 * @returns the description that it shows
 * @throws where the document is no description that can be read
 */
export type BuildSite = (site: Site) => Promise<Description>;

/** Builds one site, from nothing. */
export const buildSite: BuildSite = (site) => createSiteBuilder().build(site);

/**
 * Builds one site again and again, and remembers what it has built: of the next one in the same folder, it renders only what an
 * edit of the description has changed.
 */
export interface SiteBuilder {
  readonly build: BuildSite;
  /**
   * The same but for Redoc's reference and the collection, which take longer than all else: where they are, they stay as they are.
   *
   * @param ready is waited for before the new site is put in the place of the old one; where it fails, the old one stays
   */
  readonly buildPages: (site: Site, ready?: Promise<unknown>) => Promise<Description>;
  /** Redoc's reference and the collection alone, in the site as it was built last. */
  readonly buildReference: (site: Site, signal?: AbortSignal) => Promise<void>;
}

export function createSiteBuilder(): SiteBuilder {
  let assets: Promise<MadeAssets> | undefined;
  let earlier: (Earlier & { readonly identity: string }) | undefined;
  const build = async (
    { settings = readSettings({}), shards = [], ...site }: Site,
    reference: Writing["reference"],
    ready?: Promise<unknown>,
  ) => {
    const description = site.files.description ?? readDescription(site.files.document);
    assets ??= makeAssets();
    const made = await assets;
    // Who else has built there since may have built something else.
    const known = earlier && earlier.identity === (await identityOf(site.output)) ? [earlier] : [];
    const writing = { description, assets: made, reference, earlier: [...known, ...(await readShards(shards))] };
    const rendered = await replaceFolder(site.output, async (folder) => {
      const written = await writeSite({ ...site, settings }, { ...writing, folder });
      await ready;
      return written;
    });
    earlier = { folder: site.output, rendered, identity: await identityOf(site.output) };
    return description;
  };
  return {
    build: (site) => build(site, "built"),
    buildPages: (site, ready) => build(site, "kept", ready),
    async buildReference({ settings = readSettings({}), shards: _, ...site }, signal) {
      const description = site.files.description ?? readDescription(site.files.document);
      const collection = collectionText(description);
      signal?.throwIfAborted();
      const file = join(site.output, collectionFile);
      await writeFile(`${file}.tmp`, collection);
      await rename(`${file}.tmp`, file);
      await replaceFolder(join(site.output, "redoc"), (folder) =>
        writeRedoc({ ...site, settings }, { description, folder, ...(signal && { signal }) }),
      );
    },
  };
}

/** Tells a folder from others that are later at the same place. */
async function identityOf(folder: string): Promise<string> {
  const about = await stat(folder).catch(() => undefined);
  return `${about?.ino} ${about?.birthtimeMs}`;
}

/** What a site is written with, besides what it is built from. */
interface Writing {
  readonly description: Description;
  readonly assets: MadeAssets;
  readonly folder: string;
  readonly reference: "built" | "kept";
  readonly earlier: readonly Earlier[];
}

const icon = fileURLToPath(new URL("../assets/icon.svg", import.meta.url));

async function writeSite(site: WholeSite, writing: Writing): Promise<Earlier["rendered"]> {
  // Redoc's is a program of its own, and takes longer than all of ours: it runs beside it.
  const reference = Promise.all([site.redoc ? referenceOf(site, writing) : undefined, collectionOf(site, writing)]);
  // Both are over before the folder may go away.
  const [ours, theirs] = await Promise.allSettled([writeOurs(site, writing), reference]);
  if (ours.status === "rejected") throw ours.reason;
  if (theirs.status === "rejected") throw theirs.reason;
  return ours.value;
}

async function referenceOf(site: WholeSite, { description, folder, reference }: Writing): Promise<void> {
  const place = join(folder, "redoc");
  if (reference === "built") return writeRedoc(site, { description, folder: place });
  await copyExisting(join(site.output, "redoc"), place);
}

/** The collection: as of the reference, an edit is shown before it is there. */
async function collectionOf(site: WholeSite, { description, folder, reference }: Writing): Promise<void> {
  const kept = join(site.output, collectionFile);
  const place = join(folder, collectionFile);
  if (reference === "kept" && (await copyExisting(kept, place))) return;
  await writeFile(place, collectionText(description));
}

async function copyExisting(from: string, to: string): Promise<boolean> {
  if (!(await stat(from).catch(() => undefined))) return false;
  await cp(from, to, { recursive: true });
  return true;
}

async function writeRedoc(
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

async function writeOurs(site: WholeSite, writing: Writing): Promise<Earlier["rendered"]> {
  const { files, samples, redoc, settings } = site;
  const { description, assets, folder, earlier } = writing;
  await cp(icon, join(folder, "icon.svg"));
  await writeAssets(assets, folder);
  await writeFile(join(folder, "openapi.json"), files.json);
  await writeFile(join(folder, "openapi.yaml"), files.yaml);
  const { document, changelog } = files;
  spareMemory();
  const pages = pagesOf({
    document,
    description,
    samples,
    assets,
    redoc,
    changelog: changelog !== undefined,
    settings,
  });
  const rendered = await renderOperations({ ...pages, folder, earlier });
  spareMemory();
  const of = (operation: Operation) => rendered.get(pages.keyOf(operation));
  const partOf = (operation: Operation) => of(operation)?.part ?? "";
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
): Promise<SiteFile[]> {
  const { description, settings } = frame;
  return [
    { path: "index.html", text: await overviewPage(frame) },
    { path: `${errorsUrl}index.html`, text: await errorsPage(frame) },
    ...(changelog ? [{ path: `${changelogUrl}index.html`, text: await changelogPage(frame, changelog) }] : []),
    { path: "404.html", text: await notFoundPage(frame, settings.base) },
    ...machineFiles(description, partOf, settings, changelog),
  ];
}

async function writeNew({ path, text }: SiteFile, folder: string): Promise<void> {
  await mkdir(join(folder, dirname(path)), { recursive: true });
  // Never over another page.
  await writeFile(join(folder, path), text, { flag: "wx" });
}

/** What hosts of static sites read: the policy, and, for GitHub Pages, that nothing is left to build. */
async function writeHostFiles(settings: Settings, folder: string): Promise<void> {
  await writeFile(join(folder, "_headers"), headersFile(policyOf(settings)));
  await writeFile(join(folder, ".nojekyll"), "");
}
