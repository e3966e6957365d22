import { Worker } from "node:worker_threads";
import type { RebuildReport, RebuildRequest } from "./rebuild-thread.ts";

/** Builds from the description what it has built before, in a thread of its own. */
export interface Rebuilder {
  /**
   * Builds all products.
   *
   * @param onReport is told of each product when it is there
   * @param signal gives it up
   * @returns when all of them are there, one has failed, or it was given up
   */
  rebuild(onReport: (report: RebuildReport) => void, signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

const last: ReadonlySet<RebuildReport["stage"]> = new Set(["unchanged", "rest", "failed", "given-up"]);

/** Starts a thread with the sources as they are now, and has it get ready, which takes as long as a build. */
export function startRebuilder(): Rebuilder {
  const worker = new Worker(new URL("./rebuild-thread.ts", import.meta.url));
  const listeners = new Map<number, (report: RebuildReport) => void>();
  let ended: Error | undefined;
  let requests = 0;
  const end = (error: Error) => {
    ended ??= error;
    for (const listener of listeners.values()) listener({ stage: "failed", of: "rest", message: error.message });
  };
  worker.on("message", ({ number, report }: { readonly number: number; readonly report: RebuildReport }) =>
    listeners.get(number)?.(report),
  );
  worker.on("error", end);
  worker.on("exit", () => end(new Error("The thread that builds has ended.")));

  const ask = (products: RebuildRequest["products"]): number => {
    const number = requests++;
    worker.postMessage({ number, products } satisfies RebuildRequest);
    return number;
  };
  ask("none");
  return {
    rebuild(onReport, signal) {
      if (ended) throw ended;
      const number = ask("all");
      return new Promise((resolve) => {
        const finish = () => {
          listeners.delete(number);
          signal.removeEventListener("abort", finish);
          resolve();
        };
        signal.addEventListener("abort", finish, { once: true });
        listeners.set(number, (report) => {
          onReport(report);
          if (last.has(report.stage)) finish();
        });
      });
    },
    async stop() {
      await worker.terminate();
    },
  };
}
