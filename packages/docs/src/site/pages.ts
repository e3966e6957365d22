import { createHash } from "node:crypto";
import type { Description, Operation } from "@spkey/model";
import { fingerprints } from "@spkey/model/fingerprint";
import type { Sample } from "@spkey/samples";
import type { Frame } from "../pages/layout.ts";
import type { Assets } from "./assets.ts";
import type { OperationPlace } from "./operation-files.ts";
import type { RenderJob } from "./render.ts";
import type { Samples } from "./samples.ts";
import type { Settings } from "./settings.ts";
import { operationUrl, webhookUrl } from "./urls.ts";

/** What the pages of all operations are made of. */
export interface PagesInput {
  readonly document: object;
  readonly description: Description;
  readonly samples: Samples;
  readonly assets: Assets;
  /** Whether there is a reference by Redoc, which pages link to. */
  readonly redoc: boolean;
  /** Whether there is a changelog, which pages link to. */
  readonly changelog: boolean;
  readonly settings: Settings;
}

/** What there is to render of the operations of a site, wherever it is written to. */
export function pagesOf(input: PagesInput): Omit<RenderJob, "folder" | "earlier" | "sparing"> {
  const { document, description, samples, assets, redoc, changelog, settings } = input;
  const frame: Frame = { description, assets: { script: assets.script }, redoc, changelog, settings };
  const places = placesOf(description, samples);
  return { frame, document, places, keyOf: keysOf(document, frame, places) };
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
  document: object,
  { description, ...frame }: Frame,
  places: readonly OperationPlace[],
): (operation: Operation) => string {
  const prints = fingerprints(document, description);
  const shared = JSON.stringify(frame);
  const keys = new Map(
    places.map(({ operation, samples }) => {
      return [operation, hashOf(`${shared}\n${prints.get(operation)}\n${hashOfSamples(samples)}`)];
    }),
  );
  return (operation) => keys.get(operation) ?? "";
}

/** Who builds again and again has mostly the same samples. */
const hashes = new WeakMap<readonly Sample[], string>();

function hashOfSamples(samples: readonly Sample[]): string {
  const hash = hashes.get(samples) ?? hashOf(JSON.stringify(samples));
  hashes.set(samples, hash);
  return hash;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
