import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Description, type Operation, readDescription } from "@spkey/model";
import { fingerprints } from "@spkey/model/fingerprint";
import { errorsPage, errorsUrl } from "../pages/errors.ts";
import type { Frame } from "../pages/layout.ts";
import { notFoundPage } from "../pages/not-found.ts";
import { overviewPage } from "../pages/overview.ts";
import { type MadeAssets, makeAssets, writeAssets } from "./assets.ts";
import { headersFile } from "./headers-file.ts";
import type { Files } from "./input.ts";
import { machineFiles } from "./machine-files.ts";
import type { OperationPlace, SiteFile } from "./operation-files.ts";
import { metaPolicy, policyOf } from "./policy.ts";
import { buildRedoc } from "./redoc.ts";
import { languagesOf, redocDocument } from "./redoc-document.ts";
import { type Earlier, renderOperations } from "./render.ts";
import type { Samples } from "./samples.ts";
import { writeSearchFiles } from "./search-files.ts";
import { readSettings, type Settings } from "./settings.ts";
import { operationUrl, webhookUrl } from "./urls.ts";

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
}

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
  /** The same but for Redoc's reference, which takes longer than all else: where there is one, it stays as it is. */
  readonly buildPages: BuildSite;
  /** Redoc's reference alone, in the site as it was built last. */
  readonly buildReference: (site: Site, signal?: AbortSignal) => Promise<void>;
}

export function createSiteBuilder(): SiteBuilder {
  let assets: Promise<MadeAssets> | undefined;
  let earlier: (Earlier & { readonly identity: string }) | undefined;
  const build = async ({ settings = readSettings({}), ...site }: Site, reference: Writing["reference"]) => {
    const description = readDescription(site.files.document);
    assets ??= makeAssets();
    const made = await assets;
    // Who else has built there since may have built something else.
    const known = earlier && earlier.identity === (await identityOf(site.output)) ? earlier : undefined;
    const rendered = await replaceFolder(site.output, (folder) =>
      writeSite(
        { ...site, settings },
        { description, assets: made, folder, reference, ...(known && { earlier: known }) },
      ),
    );
    earlier = { folder: site.output, rendered, identity: await identityOf(site.output) };
    return description;
  };
  return {
    build: (site) => build(site, "built"),
    buildPages: (site) => build(site, "kept"),
    async buildReference({ settings = readSettings({}), ...site }, signal) {
      const description = readDescription(site.files.document);
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
  readonly earlier?: Earlier;
}

/** Has a folder written beside its place, and puts it there when it is whole. */
async function replaceFolder<Written>(output: string, write: (folder: string) => Promise<Written>): Promise<Written> {
  await mkdir(dirname(output), { recursive: true });
  const folder = await mkdtemp(`${output}.`);
  try {
    const written = await write(folder);
    await replace(output, folder);
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const icon = fileURLToPath(new URL("../assets/icon.svg", import.meta.url));

async function writeSite(site: Required<Site>, writing: Writing): Promise<Earlier["rendered"]> {
  // Redoc's is a program of its own, and takes longer than all of ours: it runs beside it.
  const reference = site.redoc ? referenceOf(site, writing) : undefined;
  // Both are over before the folder may go away.
  const [ours, theirs] = await Promise.allSettled([writeOurs(site, writing), reference]);
  if (ours.status === "rejected") throw ours.reason;
  if (theirs.status === "rejected") throw theirs.reason;
  return ours.value;
}

async function referenceOf(site: Required<Site>, { description, folder, reference }: Writing): Promise<void> {
  const place = join(folder, "redoc");
  if (reference === "built") return writeRedoc(site, { description, folder: place });
  const kept = join(site.output, "redoc");
  if (await stat(kept).catch(() => undefined)) await cp(kept, place, { recursive: true });
}

async function writeRedoc(
  { files, samples, settings }: Required<Site>,
  {
    description,
    ...target
  }: { readonly description: Description; readonly folder: string; readonly signal?: AbortSignal },
): Promise<void> {
  const document = redocDocument(files.document, description, samples);
  const policy = metaPolicy(policyOf(settings), "/redoc/");
  await buildRedoc(document, languagesOf(description, samples), { ...target, policy });
}

async function writeOurs(site: Required<Site>, writing: Writing): Promise<Earlier["rendered"]> {
  const { files, samples, redoc, settings } = site;
  const { description, assets, folder, earlier } = writing;
  const frame: Frame = { description, assets: { script: assets.script }, redoc, settings };
  await cp(icon, join(folder, "icon.svg"));
  await writeAssets(assets, folder);
  await writeSearchFiles(description, folder);
  await writeFile(join(folder, "openapi.json"), files.json);
  await writeFile(join(folder, "openapi.yaml"), files.yaml);
  const places = placesOf(description, samples);
  const keyOf = keysOf(site, frame, places);
  const job = { frame, document: files.document, places, keyOf, folder };
  const rendered = await renderOperations({ ...job, ...(earlier && { earlier }) });
  const partOf = (operation: Operation) => rendered.get(keyOf(operation))?.part ?? "";
  for (const file of await sharedFiles(frame, partOf)) await writeNew(file, folder);
  await writeHostFiles(settings, folder);
  return rendered;
}

function placesOf(description: Description, samples: Samples): OperationPlace[] {
  return [
    ...description.operations.map((operation): OperationPlace => {
      const { id } = operation;
      return { operation, url: operationUrl(id), webhook: false, samples: samples[id] ?? [] };
    }),
    ...description.webhooks.map(
      (operation): OperationPlace => ({ operation, url: webhookUrl(operation.id), webhook: true, samples: [] }),
    ),
  ];
}

/** A text for each operation that changes with all that its files are made of, as long as the program is the same. */
function keysOf(
  { files }: Site,
  { description, ...frame }: Frame,
  places: readonly OperationPlace[],
): (operation: Operation) => string {
  const prints = fingerprints(files.document, description);
  const shared = JSON.stringify(frame);
  const keys = new Map(
    places.map(({ operation, samples }) => {
      const parts = [shared, prints.get(operation), JSON.stringify(samples)];
      return [operation, createHash("sha256").update(JSON.stringify(parts)).digest("hex")];
    }),
  );
  return (operation) => keys.get(operation) ?? "";
}

/** The pages and files that all operations share. */
async function sharedFiles(frame: Frame, partOf: (operation: Operation) => string): Promise<SiteFile[]> {
  const { description, settings } = frame;
  return [
    { path: "index.html", text: await overviewPage(frame) },
    { path: `${errorsUrl}index.html`, text: await errorsPage(frame) },
    { path: "404.html", text: await notFoundPage(frame, settings.base) },
    ...machineFiles(description, partOf, settings),
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

async function replace(target: string, site: string): Promise<void> {
  const old = `${site}.old`;
  await rename(target, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(site, target);
  await rm(old, { recursive: true, force: true });
}
