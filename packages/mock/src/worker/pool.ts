import type { Answer } from "../answer.ts";
import type { EngineRequest, EngineSource, Finding, OperationSummary } from "./messages.ts";
import { Thread } from "./thread.ts";

/** Engines in threads of their own. */
export interface Pool {
  /** How often a thread has ended, and another has taken its place. */
  readonly restarts: number;
  /** What the description has. */
  readonly operations: readonly OperationSummary[];
  /** Always answers: for an engine that ends, or takes too long, with a 502 that names the mock. */
  answer(request: EngineRequest): Promise<Answer>;
  /**
   * Has each engine read a description. Where one of them can't, or `accept` throws, all go on with the last good one, and
   * this throws.
   */
  load(source: EngineSource, accept: (operations: readonly OperationSummary[]) => void): Promise<void>;
  /** What the description promises and does not keep. */
  check(): Promise<readonly Finding[]>;
  stop(): Promise<void>;
}

export interface PoolOptions {
  readonly workers: number;
  /** How long an engine may take for a request, in milliseconds, before its thread is ended. */
  readonly patience: number;
  /** Is told that a thread has ended, why, and what happens next. */
  readonly onEnd: (message: string) => void;
}

/** Threads that end so often before they have read the description have no future. */
const mostFailedStarts = 3;

/** Starts the threads; `load` makes them answer. */
export function startPool({ workers, patience, onEnd }: PoolOptions): Pool {
  let source: EngineSource | undefined;
  let operations: readonly OperationSummary[] = [];
  let restarts = 0;

  const restart = (thread: Thread, reason: string) => {
    if (!source || thread.failedStarts >= mostFailedStarts) {
      onEnd(`The engine ended (${reason}), and is not started again.`);
      return;
    }
    onEnd(`The engine ended (${reason}). Another has been started.`);
    restarts++;
    thread.start();
    // Where this fails, the thread ends, which is told here; the description has been read before.
    thread.load(source).catch(() => {});
  };
  const threads = Array.from({ length: workers }, () => new Thread(restart));
  const watch = setInterval(() => {
    for (const thread of threads) thread.endIfLate(patience);
  }, patience / 10).unref();

  return {
    get restarts() {
      return restarts;
    },
    get operations() {
      return operations;
    },
    answer(request) {
      return threads.reduce((best, one) => (one.busy < best.busy ? one : best)).answer(request);
    },
    async load(next, accept) {
      try {
        const [loaded = []] = await Promise.all(threads.map((thread) => thread.load(next)));
        accept(loaded);
        source = next;
        operations = loaded;
      } catch (error) {
        const last = source;
        // One of them may have read it.
        if (last) await Promise.allSettled(threads.map((thread) => thread.load(last)));
        throw error;
      }
    },
    async check() {
      return (await threads[0]?.check()) ?? [];
    },
    async stop() {
      clearInterval(watch);
      await Promise.all(threads.map((thread) => thread.stop()));
    },
  };
}
