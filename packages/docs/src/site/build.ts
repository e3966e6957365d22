import { cp, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Description, type Operation, readDescription } from "@spkey/model";
import { consoleDocument } from "../console/document.ts";
import { scriptsOf } from "../pages/cards.ts";
import { errorsPage, errorsUrl } from "../pages/errors.ts";
import type { Frame } from "../pages/layout.ts";
import { notFoundPage } from "../pages/not-found.ts";
import { operationPage } from "../pages/operation.ts";
import { overviewPage } from "../pages/overview.ts";
import { buildAssets } from "./assets.ts";
import { headersFile } from "./headers-file.ts";
import type { Files } from "./input.ts";
import { machineFiles } from "./machine-files.ts";
import { metaPolicy, policyOf } from "./policy.ts";
import { buildRedoc } from "./redoc.ts";
import { languagesOf, redocDocument } from "./redoc-document.ts";
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

const icon = fileURLToPath(new URL("../assets/icon.svg", import.meta.url));

/**
 * Builds the site of a description. The old one stays up until the new one is whole.
 *
 * @returns the description that it shows
 * @throws where the document is no description that can be read
 */
export async function buildSite({
  files,
  samples,
  output,
  redoc,
  settings = readSettings({}),
}: Site): Promise<Description> {
  const description = readDescription(files.document);
  await mkdir(dirname(output), { recursive: true });
  const folder = await mkdtemp(`${output}.`);
  try {
    // Redoc's is a program of its own, and takes longer than all of ours: it runs beside it.
    const parts = [writeOurs(description, { files, samples, redoc, settings }, folder)];
    if (redoc) {
      const document = redocDocument(files.document, description, samples);
      const policy = metaPolicy(policyOf(settings), "/redoc/");
      parts.push(buildRedoc(document, languagesOf(description, samples), { folder: join(folder, "redoc"), policy }));
    }
    // Both are over before the folder may go away.
    const failed = (await Promise.allSettled(parts)).find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
    await replace(output, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return description;
}

async function writeOurs(
  description: Description,
  { files, samples, redoc, settings }: Omit<Required<Site>, "output">,
  folder: string,
): Promise<void> {
  await cp(icon, join(folder, "icon.svg"));
  const assets = await buildAssets(folder);
  const index = await writeSearchFiles(description, folder);
  await writeFile(join(folder, "openapi.json"), files.json);
  await writeFile(join(folder, "openapi.yaml"), files.yaml);
  await writePages({ description, assets, redoc, settings, index }, samples, folder);
  await writeHostFiles(settings, folder);
}

async function writePages(frame: Frame, samples: Samples, folder: string): Promise<void> {
  const { description, settings } = frame;
  const samplesOf = ({ id }: Operation) => samples[id] ?? [];
  const write = async (url: string, page: string) => {
    await mkdir(join(folder, dirname(url)), { recursive: true });
    // Never over another page.
    await writeFile(join(folder, url), page, { flag: "wx" });
  };
  await write("index.html", await overviewPage(frame));
  await write(`${errorsUrl}index.html`, await errorsPage(frame));
  await write("404.html", await notFoundPage(frame, settings.base));
  for (const { path, text } of machineFiles(description, samplesOf, settings)) await write(path, text);
  for (const operation of description.operations) {
    const url = operationUrl(operation.id);
    const own = samplesOf(operation);
    await write(`${url}index.html`, await operationPage(frame, operation, { url, samples: own, webhook: false }));
    await write(`${url}console.json`, JSON.stringify(consoleDocument(description, operation)));
    for (const [name, script] of scriptsOf(own)) await write(`${url}${name}`, script);
  }
  for (const operation of description.webhooks) {
    const url = webhookUrl(operation.id);
    await write(`${url}index.html`, await operationPage(frame, operation, { url, samples: [], webhook: true }));
  }
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
