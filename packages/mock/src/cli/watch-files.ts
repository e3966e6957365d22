import { setTimeout } from "node:timers/promises";
import { watch } from "chokidar";

/** Editors and tools write a file in several steps: so many milliseconds are waited for the last of them. */
const settled = 50;

/**
 * Watches files: once for changes that come together, and never while what is done about the last ones has not come to its end.
 *
 * @param files those that are to be watched now; asked for again after each change
 * @param act what is done about changes, given the files that have changed
 * @returns what ends it
 */
export async function watchFiles(
  files: () => Promise<readonly string[]>,
  act: (changed: ReadonlySet<string>) => Promise<void>,
): Promise<() => Promise<void>> {
  let changed = new Set<string>();
  let isActing = false;
  let watched = await files();
  const watcher = watch([...watched], { ignoreInitial: true });

  const onChange = async (file: string) => {
    changed.add(file);
    if (isActing) return;
    isActing = true;
    while (changed.size > 0 && !watcher.closed) {
      await setTimeout(settled);
      if (watcher.closed) return;
      const now = changed;
      changed = new Set();
      await act(now);
      const next = await files();
      if (watcher.closed) return;
      watcher.unwatch(watched.filter((one) => !next.includes(one)));
      watcher.add(next.filter((one) => !watched.includes(one)));
      watched = next;
    }
    isActing = false;
  };
  watcher.on("all", (_, file) => void onChange(file));
  await new Promise<void>((resolve) => watcher.once("ready", () => resolve()));
  return () => watcher.close();
}
