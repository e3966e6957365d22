import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { type Answer, problem } from "./answer.ts";
import type { EngineRequest, EngineSource, Finding, FromEngine, OperationSummary, ToEngine } from "./protocol.ts";

interface Call {
  readonly id: number;
  readonly request: EngineRequest;
  readonly answered: (answer: Answer) => void;
  /** When it was given to the engine, in milliseconds; none while it waits for one. */
  since?: number;
}

/** One engine in a thread of its own, which may end at any time: another is started then. */
export class Thread {
  /** How many have ended since one of them read a description. */
  failedStarts = 0;
  #worker: Worker | undefined;
  #ready = false;
  #reason: string | undefined;
  #nextId = 0;
  /** In the order in which they came. */
  readonly #calls = new Map<number, Call>();
  #waiting: Call[] = [];
  #loading: PromiseWithResolvers<readonly OperationSummary[]> | undefined;
  #checking: PromiseWithResolvers<readonly Finding[]> | undefined;
  readonly #onEnd: (thread: Thread, reason: string) => void;

  /** @param onEnd is told that it has ended though nobody stopped it, and why; it may start it again */
  constructor(onEnd: (thread: Thread, reason: string) => void) {
    this.#onEnd = onEnd;
    this.start();
  }

  /** The requests that it has not answered. */
  get busy(): number {
    return this.#calls.size;
  }

  start(): void {
    // As it is in the sources, or built.
    const worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), { name: "prism" });
    worker.on("message", (message: FromEngine) => this.#receive(message));
    worker.on("error", (error) => {
      this.#reason = error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", () => this.#end());
    this.#worker = worker;
  }

  /** @throws {Error} where the description can't be read, or reading it ends the thread */
  load(source: EngineSource): Promise<readonly OperationSummary[]> {
    this.#loading = Promise.withResolvers();
    this.#send({ type: "load", source });
    return this.#loading.promise;
  }

  check(): Promise<readonly Finding[]> {
    this.#checking = Promise.withResolvers();
    this.#send({ type: "check" });
    return this.#checking.promise;
  }

  /** Waits for an engine, where there is none yet. Always answers: for an engine that ends, a 502 that names the mock. */
  answer(request: EngineRequest): Promise<Answer> {
    if (!this.#worker) return Promise.resolve(gone("it can't be started"));
    return new Promise((answered) => {
      const call: Call = { id: this.#nextId++, request, answered };
      this.#calls.set(call.id, call);
      // Requests are sent together, once for each turn of the event loop: a message costs more than what is in it.
      if (this.#waiting.push(call) === 1 && this.#ready) setImmediate(() => this.#flush());
    });
  }

  /** Ends the engine where it has had a request for longer than that many milliseconds. */
  endIfLate(patience: number): void {
    const [oldest] = this.#calls.values();
    if (oldest?.since === undefined || performance.now() - oldest.since < patience) return;
    this.#reason = `no answer to ${oldest.request.operation} within ${patience / 1000} s`;
    void this.#worker?.terminate();
  }

  async stop(): Promise<void> {
    this.#worker?.removeAllListeners("exit");
    await this.#worker?.terminate();
    this.#reason = "the mock was stopped";
    this.#fail();
  }

  #send(message: ToEngine): void {
    this.#worker?.postMessage(message);
  }

  #flush(): void {
    if (!this.#ready || this.#waiting.length === 0) return;
    const since = performance.now();
    const calls = this.#waiting;
    this.#waiting = [];
    for (const call of calls) call.since = since;
    this.#send({ type: "requests", requests: calls.map(({ id, request }) => [id, request]) });
  }

  #receive(message: FromEngine): void {
    switch (message.type) {
      case "loaded":
        this.failedStarts = 0;
        this.#ready = true;
        this.#loading?.resolve(message.operations);
        this.#flush();
        break;
      case "not-loaded":
        this.#loading?.reject(new Error(message.message));
        break;
      case "findings":
        this.#checking?.resolve(message.findings);
        break;
      case "answer":
        this.#calls.get(message.id)?.answered(message.answer);
        this.#calls.delete(message.id);
    }
  }

  #end(): void {
    const reason = this.#reason ?? "its thread ended";
    this.failedStarts++;
    this.#worker = undefined;
    this.#ready = false;
    this.#fail();
    this.#onEnd(this, reason);
    this.#reason = undefined;
  }

  /** Answers for an engine that is no more. */
  #fail(): void {
    const reason = this.#reason ?? "its thread ended";
    this.#loading?.reject(new Error(`Prism can't take this description: ${reason}`));
    this.#checking?.reject(new Error(reason));
    const sent = [...this.#calls.values()].filter(({ since }) => since !== undefined);
    for (const { id, answered } of sent) {
      this.#calls.delete(id);
      answered(gone(reason));
    }
  }
}

/** What a gateway says of a server that it lost (RFC 9110, section 15.6.3). */
function gone(reason: string): Answer {
  return problem(502, "engine-ended", `The mock's engine ended on this request or on one beside it (${reason}).`);
}
