import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { watch } from "chokidar";
import { root } from "./turbo.ts";

/** What `pnpm dev` rebuilds from: the description, and the sources of all that is served. */
const sources = ["spec", ...["client", "docs", "mock", "model", "samples"].map((name) => `packages/${name}`)];

/** Folders in which nothing of what is served stands. */
const aside = /[\\/](bench|test)([\\/.]|$)/;

/** What our own tasks write there. */
const derived = /[\\/](dist|generated|node_modules|reports|\.turbo)([\\/.]|$)/;

/** Some tools write several files at once: milliseconds to wait for the last of them. */
const settled = 20;

/**
 * Calls `update` at once, and after each change of a source: once for changes that come together, and never while an
 * update is still running.
 *
 * @param update is told by its signal that there is another change, or that it is over
 * @returns when the signal is aborted
 */
export async function watchSources(
  signal: AbortSignal,
  update: (changed: AbortSignal) => Promise<void>,
): Promise<void> {
  let change = new AbortController();
  let updating = false;
  const onChange = async () => {
    change.abort();
    if (updating) return;
    updating = true;
    while (change.signal.aborted && !signal.aborted) {
      await setTimeout(settled);
      change = new AbortController();
      await update(AbortSignal.any([signal, change.signal]));
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
  watcher.on("all", () => void onChange());
  const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  await onChange();
  if (!signal.aborted) await aborted;
  await watcher.close();
}
