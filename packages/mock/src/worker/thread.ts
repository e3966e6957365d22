import { Worker } from "node:worker_threads";
import { type Answer, problem } from "../answer.ts";
import { youngGeneration } from "./heap-limit.ts";
import type { EngineRequest, EngineSource, Finding, FromEngine, OperationSummary, ToEngine } from "./messages.ts";

interface Call {
  /** Its place among the calls, which is another's as soon as it is answered. */
  readonly id: number;
  readonly request: EngineRequest;
  readonly answered: (answer: Answer) => void;
  /** When it was given to the engine, in milliseconds; none while it waits for one. */
  since?: number;
}

/**
 * How many requests an engine is given at most before it has answered. Others wait in front of it: in its memory they would
 * outlive the collections of short-lived objects, and be counted as late for what was before them.
 */
const mostSent = 64;

/** One engine in a thread of its own, which may end at any time: another is started then. */
export class Thread {
  /** How many have ended since one of them read a description. */
  failedStarts = 0;
  #worker: Worker | undefined;
  #ready = false;
  #reason: string | undefined;
  /**
   * By their number. A list with gaps, since the tables of a map that is added to and deleted from without end keep what was
   * in them alive for long.
   */
  readonly #calls: (Call | undefined)[] = [];
  /** The numbers of the gaps. */
  readonly #free: number[] = [];
  #waiting: Call[] = [];
  /** How many have been given to the engine, and are not answered. */
  #sent = 0;
  /** Whether some wait until it has answered. */
  #full = false;
  #loading: PromiseWithResolvers<readonly OperationSummary[]> | undefined;
  #checking: PromiseWithResolvers<readonly Finding[]> | undefined;
  readonly #onEnd: (thread: Thread, reason: string) => void;
  readonly #program: URL;

  /**
   * @param onEnd is told that it has ended though nobody stopped it, and why; it may start it again
   * @param program what runs in the thread, as it is built
   */
  constructor(onEnd: (thread: Thread, reason: string) => void, program = new URL("./worker.js", import.meta.url)) {
    this.#onEnd = onEnd;
    this.#program = program;
    this.start();
  }

  /** The requests that it has not answered. */
  get busy(): number {
    return this.#calls.length - this.#free.length;
  }

  start(): void {
    const worker = new Worker(this.#program, { name: "prism", resourceLimits: youngGeneration });
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
    if (!this.#worker) this.start();
    this.#send({ type: "load", source });
    return this.#loading.promise;
  }

  check(): Promise<readonly Finding[]> {
    this.#checking = Promise.withResolvers();
    if (!this.#worker) this.#checking.reject(new Error("its thread ended"));
    this.#send({ type: "check" });
    return this.#checking.promise;
  }

  /** Waits for an engine, where there is none yet. Always answers: for an engine that ends, a 502 that names the mock. */
  answer(request: EngineRequest): Promise<Answer> {
    if (!this.#worker) return Promise.resolve(gone("it can't be started"));
    return new Promise((answered) => {
      const call: Call = { id: this.#free.pop() ?? this.#calls.length, request, answered };
      this.#calls[call.id] = call;
      // Requests are sent together, once for each turn of the event loop: a message costs more than what is in it.
      if (this.#waiting.push(call) === 1 && this.#ready) setImmediate(() => this.#flush());
    });
  }

  /** Ends the engine where it has had a request for longer than that many milliseconds. */
  endIfLate(patience: number): void {
    const latest = performance.now() - patience;
    const late = this.#calls.find((call) => call?.since !== undefined && call.since <= latest);
    if (!late) return;
    this.#reason = `no answer to ${late.request.operation} within ${patience / 1000} s`;
    void this.#worker?.terminate();
  }

  async stop(): Promise<void> {
    this.#worker?.removeAllListeners("exit");
    await this.#worker?.terminate();
    this.#reason = "the mock was stopped";
    this.#fail(() => true);
  }

  #send(message: ToEngine): void {
    this.#worker?.postMessage(message);
  }

  #flush(): void {
    if (!this.#ready || this.#waiting.length === 0) return;
    const since = performance.now();
    const calls = this.#waiting.splice(0, mostSent - this.#sent);
    this.#sent += calls.length;
    this.#full = this.#waiting.length > 0;
    for (const call of calls) call.since = since;
    if (calls.length > 0) this.#send({ type: "requests", requests: calls.map(({ id, request }) => [id, request]) });
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
      case "answers":
        for (const [id, answer] of message.answers) this.#answer(id, answer);
        // Many together, again.
        if (this.#full && this.#sent <= mostSent / 2) this.#flush();
    }
  }

  #answer(id: number, answer: Answer): void {
    const call = this.#calls[id];
    if (call?.since !== undefined) this.#sent--;
    this.#calls[id] = undefined;
    this.#free.push(id);
    call?.answered(answer);
  }

  #end(): void {
    const reason = this.#reason ?? "its thread ended";
    this.failedStarts++;
    this.#worker = undefined;
    this.#ready = false;
    this.#fail(({ since }) => since !== undefined);
    this.#onEnd(this, reason);
    // What waits is for the next one.
    if (!this.#worker) this.#fail(() => true);
    this.#reason = undefined;
  }

  /** Answers for an engine that is no more. */
  #fail(concerns: (call: Call) => boolean): void {
    const reason = this.#reason ?? "its thread ended";
    this.#loading?.reject(new Error(`Prism can't take this description: ${reason}`));
    this.#checking?.reject(new Error(reason));
    for (const call of this.#calls) if (call && concerns(call)) this.#answer(call.id, gone(reason));
    this.#waiting = this.#waiting.filter((call) => this.#calls[call.id] === call);
  }
}

/** What a gateway says of a server that it lost (RFC 9110, section 15.6.3). */
function gone(reason: string): Answer {
  return problem(502, "engine-ended", `The mock's engine ended on this request or on one beside it (${reason}).`);
}
