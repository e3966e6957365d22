import { Worker } from "node:worker_threads";
import { type Answer, problem } from "../answer.ts";
import type { EngineSource } from "../engine/engine.ts";
import type { ExampleIssue } from "../engine/example-issue.ts";
import { type OperationSummary, operationKey } from "../engine/operation-summary.ts";
import { InvalidInput } from "../invalid-input.ts";
import { heapLimit } from "./heap-limit.ts";
import type { FromEngine, RoutedRequest, ToEngine } from "./messages.ts";
import { PendingRequests } from "./pending-requests.ts";

/** The thread has ended before it did what it was told to. */
export class ThreadEnded extends Error {}

/** What reads a description for longer than that does not come to an end, in milliseconds. */
const longestLoad = 120_000;

const unexplained = "its thread ended";

interface Loaded {
  readonly generation: number;
  readonly operations: readonly OperationSummary[];
}

/** What an engine reads of a description. */
export interface LoadResult {
  readonly operations: readonly OperationSummary[];
  /** What of it can't be read. */
  readonly warnings: readonly string[];
}

/** How long the schemas of an operation may take to be compiled, in milliseconds. */
const compileTimeout = 60_000;

export interface ThreadEvents {
  /** Is told that it has ended though nobody stopped it, and why; it may start it again. */
  readonly onEnd: (thread: Thread, reason: string) => void;
  /** Is told what of the description can't be compiled. */
  readonly onWarnings: (warnings: readonly string[]) => void;
}

/** One engine in a thread of its own, which may end at any time: another is started then. */
export class Thread {
  /** How many have ended since one of them had a description to answer by. */
  failedStarts = 0;
  #worker: Worker | undefined;
  /** The description that it answers by, and one that it has read after it. */
  #current: Loaded | undefined;
  #next: Loaded | undefined;
  #reason: string | undefined;
  /** While it reads a description, it has no time for requests, which are not late for that. */
  #readingSince: number | undefined;
  readonly #pending = new PendingRequests();
  /** The operation whose schemas it compiles, and since when. */
  #compiling: { readonly operation: number; readonly since: number } | undefined;
  #loading: PromiseWithResolvers<LoadResult> | undefined;
  #checking: PromiseWithResolvers<readonly ExampleIssue[]> | undefined;
  readonly #onEnd: ThreadEvents["onEnd"];
  readonly #onWarnings: ThreadEvents["onWarnings"];
  readonly #program: URL;

  /** @param program what runs in the thread, as it is built */
  constructor({ onEnd, onWarnings }: ThreadEvents, program = new URL("./worker.js", import.meta.url)) {
    this.#onEnd = onEnd;
    this.#onWarnings = onWarnings;
    this.#program = program;
    this.start();
  }

  /** Whether it has a description to answer by. */
  get isReady(): boolean {
    return this.#current !== undefined;
  }

  /** The requests that it has not answered. */
  get busy(): number {
    return this.#pending.size;
  }

  start(): void {
    const worker = new Worker(this.#program, { name: "prism", resourceLimits: heapLimit });
    worker.on("message", (message: FromEngine) => this.#receive(message));
    worker.on("error", (error) => {
      this.#reason = error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", () => this.#end());
    this.#worker = worker;
  }

  /**
   * Has it read a description, beside the one that it answers by; one at a time.
   *
   * @throws {ThreadEnded} where reading ends the thread
   * @throws {Error} where the description can't be read
   */
  async load(source: EngineSource, generation: number): Promise<LoadResult> {
    this.#loading = Promise.withResolvers();
    if (!this.#worker) this.start();
    this.#post({ type: "load", source, generation });
    try {
      const loaded = await this.#loading.promise;
      this.#next = { generation, operations: loaded.operations };
      return loaded;
    } finally {
      this.#readingSince = undefined;
      this.#pending.postpone();
    }
  }

  /** Has it answer by a generation of the description, where it has read that, and forget any other. */
  use(generation: number): void {
    if (this.#next?.generation === generation) this.#current = this.#next;
    this.#next = undefined;
    if (!this.#current) return;
    this.failedStarts = 0;
    this.#post({ type: "use", generation });
    this.#flush();
  }

  /** @throws {ThreadEnded} */
  checkExamples(): Promise<readonly ExampleIssue[]> {
    if (!this.#worker) return Promise.reject(new ThreadEnded(unexplained));
    if (!this.#checking) {
      this.#checking = Promise.withResolvers();
      this.#post({ type: "check-examples" });
    }
    return this.#checking.promise;
  }

  /** Waits for an engine, where there is none yet. Always answers: for an engine that ends, a 502 that names the mock. */
  answer(request: RoutedRequest): Promise<Answer> {
    if (!this.#worker) return Promise.resolve(engineEnded("it can't be started"));
    const answer = this.#pending.add(request);
    // Requests are sent together, once for each turn of the event loop: a message costs more than what is in it.
    if (this.#pending.waiting === 1 && this.isReady) setImmediate(() => this.#flush());
    return answer;
  }

  /**
   * Ends the engine where it has had a request for longer than so many milliseconds. While it compiles schemas, which it does once
   * for each operation, the requests wait.
   */
  endIfLate(limit: number): void {
    if (this.#readingSince !== undefined && performance.now() - this.#readingSince < longestLoad) {
      this.#pending.postpone();
      return;
    }
    if (this.#compiling) {
      const { operation, since } = this.#compiling;
      this.#pending.postpone();
      if (performance.now() - since > compileTimeout) {
        this.#endFor(`the schemas of ${this.#keyOf(operation)} are not compiled within ${compileTimeout / 1000} s`);
      }
      return;
    }
    const late = this.#pending.late(limit);
    if (late) this.#endFor(`no answer to ${this.#keyOf(late.operation)} within ${limit / 1000} s`);
  }

  /** Ends the engine, and answers for it. It starts again where it is to read a description. */
  async stop(reason = "the mock was stopped"): Promise<void> {
    const worker = this.#worker;
    // What it still tells is not told of the next one.
    worker?.removeAllListeners("exit").removeAllListeners("message");
    this.#forget(reason);
    this.#pending.answerAll(engineEnded(reason));
    await worker?.terminate();
  }

  #endFor(reason: string): void {
    this.#reason = reason;
    void this.#worker?.terminate();
  }

  #keyOf(index: number): string {
    const operation = this.#current?.operations[index];
    return operation ? operationKey(operation) : "a request";
  }

  #post(message: ToEngine): void {
    this.#worker?.postMessage(message);
  }

  #flush(): void {
    if (!this.isReady || this.#pending.waiting === 0) return;
    const requests = this.#pending.take();
    if (requests.length > 0) this.#post({ type: "requests", requests });
  }

  #receive(message: FromEngine): void {
    switch (message.type) {
      case "loading":
        this.#readingSince = performance.now();
        break;
      case "loaded":
        this.#loading?.resolve(message);
        break;
      case "not-loaded":
        this.#loading?.reject(new (message.isInvalid ? InvalidInput : Error)(message.message));
        break;
      case "compiling": {
        const { operation } = message;
        this.#compiling = operation === undefined ? undefined : { operation, since: performance.now() };
        this.#pending.postpone();
        break;
      }
      case "warnings":
        this.#onWarnings(message.warnings);
        break;
      case "example-issues":
        this.#checking?.resolve(message.issues);
        this.#checking = undefined;
        break;
      case "answers":
        for (const [id, answer] of message.answers) this.#pending.answer(id, answer);
        // Many together, again: a message costs more than what is in it.
        if (this.#pending.isDue) this.#flush();
    }
  }

  #end(): void {
    const reason = this.#reason ?? unexplained;
    this.#reason = undefined;
    this.failedStarts++;
    this.#forget(reason);
    this.#pending.answerSent(engineEnded(reason));
    this.#onEnd(this, reason);
    // What waits is for the next one.
    if (!this.#worker) this.#pending.answerAll(engineEnded(reason));
  }

  /** Its worker is no more, nor what that was to tell. */
  #forget(reason: string): void {
    this.#worker = undefined;
    this.#current = undefined;
    this.#next = undefined;
    this.#compiling = undefined;
    this.#loading?.reject(new ThreadEnded(`Prism can't take this description: ${reason}`));
    this.#checking?.reject(new ThreadEnded(reason));
    this.#checking = undefined;
  }
}

/** What a gateway says of a server that it lost (RFC 9110, section 15.6.3). */
function engineEnded(reason: string): Answer {
  return problem(502, "engine-ended", `The mock's engine ended on this request or on one beside it (${reason}).`);
}
