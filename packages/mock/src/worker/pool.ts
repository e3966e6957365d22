import { isDeepStrictEqual } from "node:util";
import type { Answer } from "../answer.ts";
import type { EngineSource } from "../engine/engine.ts";
import type { ExampleIssue } from "../engine/example-issue.ts";
import type { OperationSummary } from "../engine/operation-summary.ts";
import type { RoutedRequest } from "./messages.ts";
import { Thread, ThreadEnded } from "./thread.ts";
import type { UpcomingDescription } from "./upcoming.ts";

export interface PoolOptions {
  readonly workers: number;
  /** How long an engine may take for a request, in milliseconds, before its thread is ended. */
  readonly answerTimeout: number;
  /** Is told that a thread has ended, why, and what happens next; and what of the description can't be read. */
  readonly onWarning: (message: string) => void;
}

/** Takes a description over: all requests are routed by it from now on. Throws where it can't be. */
export type Accept = (operations: readonly OperationSummary[], generation: number) => void;

/** The description that all threads answer by. */
interface Current {
  readonly source: EngineSource;
  readonly accept: Accept;
  readonly operations: readonly OperationSummary[];
  readonly generation: number;
}

/** Threads that end so often before they can answer have no future. */
const mostFailedStarts = 3;

/** Engines in threads of their own. They start at once; `load` makes them answer. */
export class Pool {
  readonly #threads: readonly Thread[];
  readonly #watch: NodeJS.Timeout;
  readonly #onWarning: (message: string) => void;
  #current: Current | undefined;
  #generations = 0;
  #restarts = 0;
  #stopped = false;
  /** What is loaded is loaded one after the other. */
  #loading: Promise<unknown> = Promise.resolve();

  constructor({ workers, answerTimeout, onWarning }: PoolOptions) {
    this.#onWarning = onWarning;
    const onEnd = (thread: Thread, reason: string) => this.#restart(thread, reason);
    this.#threads = Array.from({ length: workers }, (_, index) => {
      // All of them say the same.
      return new Thread({ onEnd, onWarnings: (warnings) => (index === 0 ? this.#warn(warnings) : undefined) });
    });
    this.#watch = setInterval(() => {
      for (const thread of this.#threads) thread.endIfLate(answerTimeout);
    }, answerTimeout / 10).unref();
  }

  /** How often a thread has ended, and another has taken its place. */
  get restarts(): number {
    return this.#restarts;
  }

  /** What the description has. */
  get operations(): readonly OperationSummary[] {
    return this.#current?.operations ?? [];
  }

  /**
   * Always answers: for an engine that ends, or takes too long, with a 502 that names the mock; to a request that was routed
   * by another generation of the description, with a 503.
   */
  answer(request: RoutedRequest): Promise<Answer> {
    return this.#threads.reduce((best, one) => (one.busy < best.busy ? one : best)).answer(request);
  }

  /**
   * Has each engine read a description. Where one of them can't, or `accept` throws, all go on with the last good one, and
   * this throws.
   *
   * @param upcoming what `source` is about to say: it is read instead, and nothing answers by it before it is written
   */
  load(source: EngineSource, accept: Accept, upcoming?: UpcomingDescription): Promise<void> {
    // It may be known not to be written before its turn comes.
    upcoming?.written.catch(() => {});
    return this.#inTurn(() => this.#load(source, accept, upcoming));
  }

  /** The examples of the description that break their own schema. */
  checkExamples(): Promise<readonly ExampleIssue[]> {
    return this.#threads[0]?.checkExamples() ?? Promise.resolve([]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#watch);
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  #inTurn(load: () => Promise<void>): Promise<void> {
    const turn = this.#loading.then(load);
    this.#loading = turn.catch(() => {});
    return turn;
  }

  async #load(source: EngineSource, accept: Accept, upcoming?: UpcomingDescription): Promise<void> {
    if (this.#stopped) throw new Error("The mock was stopped.");
    const generation = ++this.#generations;
    const read = upcoming ? { ...source, description: upcoming.document } : source;
    try {
      const loaded = await Promise.all(this.#threads.map((thread) => thread.load(read, generation)));
      const [{ operations, warnings } = { operations: [], warnings: [] }] = loaded;
      if (loaded.some((one) => !isDeepStrictEqual(one.operations, operations)))
        throw new Error("The description is being changed.");
      await upcoming?.written;
      accept(operations, generation);
      this.#warn(warnings);
      this.#current = { source, accept, operations, generation };
    } finally {
      // This one, or the last good one: what else has been read is forgotten.
      if (this.#current) for (const thread of this.#threads) thread.use(this.#current.generation);
    }
  }

  #warn(warnings: readonly string[]): void {
    for (const warning of warnings) this.#onWarning(warning);
  }

  #restart(thread: Thread, reason: string): void {
    if (!this.#current || thread.failedStarts >= mostFailedStarts) {
      this.#onWarning(`The engine ended (${reason}), and is not started again.`);
      return;
    }
    this.#onWarning(`The engine ended (${reason}). Another has been started.`);
    this.#restarts++;
    thread.start();
    void this.#inTurn(() => this.#loadAgain(thread));
  }

  /** Has a thread that was started again read the description, which may have changed since the others read it. */
  async #loadAgain(thread: Thread): Promise<void> {
    const current = this.#current;
    if (!current || this.#stopped) return;
    try {
      const { operations } = await thread.load(current.source, current.generation);
      if (isDeepStrictEqual(operations, current.operations)) return thread.use(current.generation);
    } catch (error) {
      // One that has ended is started again, or has been given up.
      return error instanceof ThreadEnded ? undefined : this.#giveUp(error);
    }
    await this.#load(current.source, current.accept).catch((error: unknown) => this.#giveUp(error));
  }

  /** Nobody shall wait for a thread that gets no description. */
  async #giveUp(error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    this.#onWarning(`The engine can't go on: ${message}`);
    await Promise.all(this.#threads.filter(({ isReady }) => !isReady).map((one) => one.stop(message)));
  }
}
