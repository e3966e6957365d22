import type { IncomingMessage } from "node:http";
import type { Answer } from "../answer.ts";
import type { OperationSummary } from "../worker/messages.ts";

/** One request and what became of it, without secrets. */
export interface Call {
  /** When it came (RFC 3339, UTC). */
  readonly time: string;
  readonly method: string;
  /** The path template of its operation, where there is one. */
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
  /** From the request's head to the answer, in milliseconds. */
  readonly duration: number;
}

/**
 * - `accepted`: the request keeps to the description.
 * - `refused`: it does not, and this is what the description documents for it.
 * - `mock`: the mock speaks for itself; the description documents nothing for this.
 * - `failed`: it was made to fail on purpose.
 * - `gone`: the caller had left before the answer.
 */
export type Verdict = "accepted" | "refused" | "mock" | "failed" | "gone";

/** How many calls are kept. */
const kept = 100;

/** The last calls, the newest one last. */
export class CallLog {
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

export function verdictOf({ own, violations = [] }: Answer): Verdict {
  if (own) return "mock";
  return violations.some(({ location: [side], severity }) => side === "request" && severity === "Error")
    ? "refused"
    : "accepted";
}

export function reasonsOf({ violations = [] }: Answer): string[] {
  return violations.map(({ location, message }) => `${location.join(".")}: ${message}`);
}

const mask = "***";
/** What is secret by its own standard, whatever a description says of it; the last one is that of RFC 6750, section 2.3. */
const alwaysSecret = ["authorization", "cookie", "proxy-authorization", "access_token"];

/**
 * The names, in small letters, of headers and of parameters in the query that carry secrets. Those of all operations are
 * masked in all requests, and in both places: one may have been sent to the wrong place.
 */
export function secretNames(operations: readonly OperationSummary[]): ReadonlySet<string> {
  const described = operations.flatMap(({ credentials }) => credentials.map(({ name }) => name.toLowerCase()));
  return new Set([...alwaysSecret, ...described]);
}

export function maskHeaders(headers: IncomingMessage["headers"], secret: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = ""]) => [name, secret.has(name) ? mask : String(value)]),
  );
}

/** @param target a request target */
export function maskTarget(target: string, secret: ReadonlySet<string>): string {
  const [path, query] = target.split(/\?(.*)/s);
  if (query === undefined) return target;
  const masked = query.replace(/([^&=]*)=([^&]*)/g, (pair, name: string) =>
    secret.has(decoded(name).toLowerCase()) ? `${name}=${mask}` : pair,
  );
  return `${path}?${masked}`;
}

function decoded(name: string): string {
  return new URLSearchParams(`${name}=`).keys().next().value ?? name;
}
