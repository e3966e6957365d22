import type { Answer, AnswerVerdict, Violation } from "../answer.ts";

/** One request and what became of it, without secrets. */
export interface Call {
  /** When it came (RFC 3339, UTC). */
  readonly time: string;
  readonly method: string;
  /** The path template that it fits, where there is one. */
  readonly path: string | undefined;
  readonly operationId: string | undefined;
  /** As it was sent, but for what is secret in the query. */
  readonly target: string;
  /** As they were sent, but for what is secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** None where no answer was sent. */
  readonly status: number | undefined;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  /** The same of what breaks the description, with its place. */
  readonly violations: readonly Violation[];
  /** From the request's head to the answer, in milliseconds. */
  readonly duration: number;
}

/**
 * What became of a request: the verdict of its answer, or
 * - `failed`: it was made to fail on purpose;
 * - `client-closed`: the client had closed the connection before the answer.
 */
export type Verdict = AnswerVerdict | "failed" | "client-closed";

/** How much of what is wrong with one call is kept: a body may have a hundred thousand faults. */
const mostTold = 100;

/** How many calls are kept. */
const kept = 100;

/** The last calls, the newest one last. */
export class RequestLog {
  readonly #calls: Call[] = [];

  get calls(): readonly Call[] {
    return this.#calls;
  }

  add(call: Call): void {
    this.#calls.push(call);
    if (this.#calls.length > kept) this.#calls.shift();
  }

  clear(): void {
    this.#calls.length = 0;
  }
}

/** What is wrong with a request, or why the mock speaks for itself, as a person reads it. */
export function reasonsOf({ detail, violations = [] }: Answer): string[] {
  if (violations.length === 0 && detail !== undefined) return [detail];
  const told = violations.slice(0, mostTold).map(({ location, message }) => `${location.join(".")}: ${message}`);
  return violations.length > mostTold ? [...told, `and ${violations.length - mostTold} more`] : told;
}

/** What breaks the description, as far as it is kept. */
export function keptViolations({ violations = [] }: Answer): readonly Violation[] {
  return violations.length > mostTold ? violations.slice(0, mostTold) : violations;
}
