import type { Answer } from "../answer.ts";
import type { RoutedRequest } from "./messages.ts";

interface Pending {
  /** Its place among them, which is another's as soon as it is answered. */
  readonly id: number;
  readonly request: RoutedRequest;
  readonly answered: (answer: Answer) => void;
  /** When it was given to the engine, in milliseconds; none while it waits for one. */
  since?: number;
}

/**
 * How many requests an engine is given at most before it has answered. Others wait in front of it: in its memory they would
 * outlive the collections of short-lived objects, and be counted as late for what was before them.
 */
const mostSent = 64;

/** The requests of one engine that are not answered: those that it has been given, and those that wait for it. */
export class PendingRequests {
  /**
   * By their id. A list with gaps, since the tables of a map that is added to and deleted from without end keep what was in
   * them alive for long.
   */
  readonly #all: (Pending | undefined)[] = [];
  /** The ids of the gaps. */
  readonly #free: number[] = [];
  #waiting: Pending[] = [];
  /** How many the engine has been given. */
  #sent = 0;
  /** Whether some wait until it has answered. */
  #full = false;

  get size(): number {
    return this.#all.length - this.#free.length;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Whether some have waited until it has answered, and it may be given many of them together. */
  get isDue(): boolean {
    return this.#full && this.#sent <= mostSent / 2;
  }

  add(request: RoutedRequest): Promise<Answer> {
    return new Promise((answered) => {
      const pending: Pending = { id: this.#free.pop() ?? this.#all.length, request, answered };
      this.#all[pending.id] = pending;
      this.#waiting.push(pending);
    });
  }

  /** Takes those that wait, as far as the engine may be given more. */
  take(): (readonly [id: number, request: RoutedRequest])[] {
    const since = performance.now();
    const taken = this.#waiting.splice(0, mostSent - this.#sent);
    this.#sent += taken.length;
    this.#full = this.#waiting.length > 0;
    return taken.map((pending) => {
      pending.since = since;
      return [pending.id, pending.request];
    });
  }

  /** Answers one of them. */
  answer(id: number, answer: Answer): void {
    const pending = this.#all[id];
    if (!pending) return;
    if (pending.since !== undefined) this.#sent--;
    this.#all[id] = undefined;
    this.#free.push(id);
    pending.answered(answer);
  }

  /** Answers all that the engine has been given. */
  answerSent(answer: Answer): void {
    for (const pending of this.#all) if (pending?.since !== undefined) this.answer(pending.id, answer);
  }

  answerAll(answer: Answer): void {
    this.#waiting = [];
    for (const pending of this.#all) if (pending) this.answer(pending.id, answer);
  }

  /** Counts anew how long the engine has had them. */
  postpone(): void {
    const since = performance.now();
    for (const pending of this.#all) if (pending?.since !== undefined) pending.since = since;
  }

  /** One that the engine has had for longer than so many milliseconds, if any. */
  late(limit: number): RoutedRequest | undefined {
    const latest = performance.now() - limit;
    return this.#all.find((pending) => pending?.since !== undefined && pending.since <= latest)?.request;
  }
}
