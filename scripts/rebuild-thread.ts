/** Builds everything from the description in a thread that stays, and remembers what an edit does not change. */

import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { compileClient } from "@spkey/client/compile";
import { generateOwn } from "@spkey/client/generate";
import { createSiteBuilder, type Site } from "@spkey/docs/build";
import { readSettings } from "@spkey/docs/settings";
import { readDescription } from "@spkey/model";
import { createSampleWriter } from "@spkey/samples/write";
import { type Bundle, bundle } from "@spkey/spec/bundle";

/** Asks for all products to be built, or for what is needed to build them fast the next time. It gives up what was asked before. */
export interface RebuildRequest {
  readonly number: number;
  readonly products: "all" | "none";
}

/** What has been built, or why it could not be. */
export type RebuildReport =
  | { readonly stage: "bundle" }
  /** The bundle says what it said before: nothing else has to be built. */
  | { readonly stage: "unchanged" }
  | { readonly stage: "docs" }
  | { readonly stage: "rest" }
  | { readonly stage: "failed"; readonly of: "description" | "docs" | "rest"; readonly message: string }
  | { readonly stage: "given-up" };

const output = fileURLToPath(new URL("../packages/docs/dist", import.meta.url));
const builder = createSiteBuilder();
const writeSamples = createSampleWriter();
const settings = readSettings(process.env);

/** The bundle that everything was built from last. */
let built: string | undefined;
let current = new AbortController();
let running: Promise<void> = Promise.resolve();

parentPort?.on("message", (request: RebuildRequest) => {
  current.abort();
  const own = new AbortController();
  current = own;
  const report = (what: RebuildReport) => parentPort?.postMessage({ number: request.number, report: what });
  running = running.then(() => rebuild(request, own.signal, report));
});

async function rebuild(
  { products }: RebuildRequest,
  signal: AbortSignal,
  report: (what: RebuildReport) => void,
): Promise<void> {
  let of: "description" | "docs" | "rest" = "description";
  try {
    signal.throwIfAborted();
    const made = await bundle();
    if (made.json === built) return report({ stage: "unchanged" });
    built = undefined;
    report({ stage: "bundle" });
    of = "docs";
    const site = await siteOf(made);
    await builder.buildPages(site);
    report({ stage: "docs" });
    of = "rest";
    signal.throwIfAborted();
    if (products === "all") await Promise.all([builder.buildReference(site, signal), buildClient(made, signal)]);
    built = made.json;
    report({ stage: "rest" });
  } catch (error) {
    if (signal.aborted) report({ stage: "given-up" });
    else report({ stage: "failed", of, message: error instanceof Error ? error.message : String(error) });
  }
}

async function siteOf({ document, json, yaml }: Bundle): Promise<Site> {
  const { samples } = await writeSamples(document, readDescription(document));
  return { files: { document, json, yaml }, samples, output, redoc: true, settings };
}

async function buildClient({ document }: Bundle, signal: AbortSignal): Promise<void> {
  await generateOwn(document);
  signal.throwIfAborted();
  await compileClient(signal);
}
