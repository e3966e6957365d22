import { join, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { watch } from "chokidar";
import { createToldChanges } from "./told-changes.ts";
import { root } from "./turbo.ts";

/** What `pnpm dev` rebuilds from: the description, and the sources of all that is served. */
const sources = ["spec", ...["client", "docs", "mock", "model", "samples"].map((name) => `packages/${name}`)];

/** Folders in which nothing of what is served stands. */
const aside = /[\\/](bench|test)([\\/.]|$)/;

/** What our own tasks write there. */
const derived = /[\\/](dist|generated|node_modules|reports|\.turbo)([\\/.]|$)/;

/** Some tools write several files at once: milliseconds to wait for the last of them. */
const settled = 30;

/** What has changed: the description alone, or sources that build and serve it. */
export type Change = "description" | "sources";

/** Files in `spec/` that the description itself is made of. */
const description = /^spec[\\/](openapi\.ya?ml|(paths|components)[\\/])/;

/**
 * Calls `update` at once, and after each change: once for changes that come together, and never while an update is still
 * running.
 *
 * @param update is told what has changed, and by its signal that there is another change, or that it is over
 * @returns when the signal is aborted
 */
export async function watchSources(
  signal: AbortSignal,
  update: (change: Change, changed: AbortSignal) => Promise<void>,
): Promise<void> {
  let next = new AbortController();
  let change: Change = "sources";
  let updating = false;
  const told = createToldChanges();
  const onChange = async () => {
    next.abort();
    if (updating) return;
    updating = true;
    while (next.signal.aborted && !signal.aborted) {
      await setTimeout(settled);
      told.read();
      next = new AbortController();
      const latest = change;
      change = "description";
      await update(latest, AbortSignal.any([signal, next.signal]));
    }
    updating = false;
  };
  const watcher = watch(
    sources.map((source) => join(root, source)),
    {
      ignored: (path) => [derived, aside].some((pattern) => pattern.test(path.slice(root.length - 1))),
      ignoreInitial: true,
    },
  );
  watcher.on("all", (_, path) => {
    if (!told.isNew(path)) return;
    if (!description.test(relative(root, path))) change = "sources";
    void onChange();
  });
  const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  await onChange();
  if (!signal.aborted) await aborted;
  await watcher.close();
}
