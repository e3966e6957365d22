/** Builds everything from the description in a thread that stays, and remembers what an edit does not change. */

import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { compileClient } from "@spkey/client/compile";
import { generateOwn } from "@spkey/client/package";
import { ourSettings } from "@spkey/docs/settings";
import { createSiteBuilder, ownRecord, readChangelog, type Site } from "@spkey/docs/site";
import { readDescription } from "@spkey/model";
import { createSampleMaker, type MadeSamples } from "@spkey/samples/write";
import { type Bundle, beginBundle, writeBundle } from "@spkey/spec/bundle";
import { keepRedocly } from "@spkey/spec/kept-redocly";

/** Asks for all products to be built, or for what is needed to build them fast the next time. It gives up what was asked before. */
export interface RebuildRequest {
  readonly number: number;
  readonly products: "all" | "none";
}

/** What has been built, or why it could not be. */
export type RebuildReport =
  /** What the bundle will say where lint has nothing against it. */
  | { readonly stage: "read"; readonly document: object }
  | { readonly stage: "bundle" }
  /** The bundle says what it said before: nothing else has to be built. */
  | { readonly stage: "unchanged" }
  | { readonly stage: "docs" }
  | { readonly stage: "rest" }
  | { readonly stage: "failed"; readonly of: "description" | "docs" | "rest"; readonly message: string }
  | { readonly stage: "given-up" };

const output = fileURLToPath(new URL("../packages/docs/dist", import.meta.url));
const builder = createSiteBuilder();

/** Only a release changes it. */
const changelog = await readChangelog(fileURLToPath(import.meta.resolve("@spkey/spec/changelog")));
const makeSamples = createSampleMaker();
const settings = ourSettings(process.env);
const redocly = keepRedocly();

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
  let checking: Promise<unknown> = Promise.resolve();
  try {
    signal.throwIfAborted();
    const { made, checked } = beginBundle(undefined, redocly.run);
    checking = checked;
    const bundle = await made;
    // From here on, it is shown, however often the description is saved meanwhile.
    signal.throwIfAborted();
    if (bundle.json === built) {
      await checked;
      return report({ stage: "unchanged" });
    }
    built = undefined;
    report({ stage: "read", document: bundle.document });
    // The pages are rendered while lint still runs, and stay where nobody sees them as long as it has not passed.
    const ready = checked.then(async () => {
      await writeBundle(bundle);
      of = "docs";
      report({ stage: "bundle" });
    });
    ready.catch(() => {}); // It is waited for where the pages are.
    const { site, samples } = prepare(bundle);
    await builder.buildPages(site, ready);
    report({ stage: "docs" });
    of = "rest";
    signal.throwIfAborted();
    const reference = products === "all" ? [builder.buildReference(site, signal), buildClient(bundle, signal)] : [];
    await Promise.all([samples.write(), ...reference]);
    built = bundle.json;
    report({ stage: "rest" });
  } catch (error) {
    if (signal.aborted) return report({ stage: "given-up" });
    // Where lint fails, too, it says better what is wrong.
    const cause: unknown = await checking.then(
      () => error,
      (reason) => reason,
    );
    report({ stage: "failed", of, message: cause instanceof Error ? cause.message : String(cause) });
  }
}

function prepare({ document, json, yaml }: Bundle): { readonly site: Site; readonly samples: MadeSamples } {
  const description = readDescription(document);
  const samples = makeSamples(document, description);
  const files = { document, json, yaml, description, ...changelog };
  return { site: { files, samples: samples.samples, output, redoc: true, settings, record: ownRecord }, samples };
}

async function buildClient({ document }: Bundle, signal: AbortSignal): Promise<void> {
  await generateOwn(document);
  signal.throwIfAborted();
  await compileClient(signal);
}
