import { cp, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Description, type Operation, readDescription } from "@spkey/model";
import { operationPage } from "../pages/operation.ts";
import { overviewPage } from "../pages/overview.ts";
import type { Files } from "./input.ts";
import { buildRedoc } from "./redoc.ts";
import { languagesOf, redocDocument, type Samples } from "./redoc-document.ts";
import { operationUrl, webhookUrl } from "./urls.ts";

/** What a site is built from. */
export interface Site {
  readonly files: Files;
  readonly samples: Samples;
  /** The folder that it becomes; what is there is replaced. */
  readonly output: string;
  /** Whether to build the reference by Redoc. */
  readonly redoc: boolean;
}

const assets = fileURLToPath(new URL("../assets", import.meta.url));

/**
 * Builds the site of a description. The old one stays up until the new one is whole.
 *
 * @returns the description that it shows
 * @throws where the document is no description that can be read
 */
export async function buildSite({ files, samples, output, redoc }: Site): Promise<Description> {
  const description = readDescription(files.document);
  await mkdir(dirname(output), { recursive: true });
  const folder = await mkdtemp(`${output}.`);
  try {
    await cp(assets, folder, { recursive: true });
    await writeFile(join(folder, "openapi.json"), files.json);
    await writeFile(join(folder, "openapi.yaml"), files.yaml);
    await writePages(description, samples, folder, redoc);
    if (redoc) {
      const document = redocDocument(files.document, description, samples);
      await buildRedoc(document, languagesOf(description, samples), join(folder, "redoc"));
    }
    await replace(output, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return description;
}

async function writePages(description: Description, samples: Samples, folder: string, redoc: boolean): Promise<void> {
  await writeFile(join(folder, "index.html"), await overviewPage(description, { redoc }));
  const write = async (operation: Operation, url: string, webhook: boolean) => {
    const own = webhook ? [] : (samples[operation.id] ?? []);
    const page = await operationPage(description, operation, { samples: own, redoc, webhook });
    await mkdir(join(folder, url), { recursive: true });
    // Never over another page.
    await writeFile(join(folder, url, "index.html"), page, { flag: "wx" });
  };
  for (const operation of description.operations) await write(operation, operationUrl(operation.id), false);
  for (const webhook of description.webhooks) await write(webhook, webhookUrl(webhook.id), true);
}

async function replace(target: string, site: string): Promise<void> {
  const old = `${site}.old`;
  await rename(target, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(site, target);
  await rm(old, { recursive: true, force: true });
}
