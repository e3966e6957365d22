/** Renders some of the operations of a site, in a thread of its own. */
import { parentPort } from "node:worker_threads";
import { readDescription } from "@spkey/model";
import type { Frame } from "../pages/layout.ts";
import type { OperationPlace } from "./operation-files.ts";
import { renderHere } from "./render.ts";

/** What a thread is given: a description can't be sent to it, but what it is read from can. */
export interface RenderTask {
  readonly document: object;
  readonly frame: Omit<Frame, "description">;
  readonly folder: string;
  readonly sparing: boolean;
  /** Operations, by their place among all operations, and then all webhooks. */
  readonly shares: readonly (Omit<OperationPlace, "operation"> & { readonly index: number })[];
}

parentPort?.once("message", async ({ document, frame, folder, sparing, shares }: RenderTask) => {
  const description = readDescription(document);
  const all = [...description.operations, ...description.webhooks];
  const places = shares.flatMap(({ index, ...place }): OperationPlace[] => {
    const operation = all[index];
    return operation ? [{ ...place, operation }] : [];
  });
  parentPort?.postMessage(await renderHere({ ...frame, description }, places, { folder, sparing }));
});
