/** What the mock answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly verdict: AnswerVerdict;
  /** Why the mock speaks for itself, where it does. */
  readonly detail?: string;
  /** What is wrong with the request; and with the response, where the description breaks its own schema. */
  readonly violations?: readonly Violation[];
}

/**
 * - `accepted`: the request keeps to the description.
 * - `refused`: it does not, and this is what the description documents for it.
 * - `mock`: the mock speaks for itself; the description documents nothing for this.
 */
export type AnswerVerdict = "accepted" | "refused" | "mock";

/** One thing that is wrong, as Prism's `sl-violations` header tells it. */
export interface Violation {
  /** Where: `["request", "body", "name"]`. */
  readonly location: readonly string[];
  readonly severity: string;
  readonly code: string | number | undefined;
  readonly message: string;
}

/**
 * An answer that comes from the mock and not from the API: a problem document (RFC 9457) whose `type` says so. No
 * description can have documented it.
 */
export function problem(status: number, name: string, detail: string, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
    body: JSON.stringify({
      type: `urn:spkey-mock:${name}`,
      title: "Answered by the mock, not by the API",
      status,
      detail,
    }),
    verdict: "mock",
    detail,
  };
}

/** An answer without a body, of the mock's own (RFC 9110, section 15.3.5). */
export function noContent(headers: Record<string, string> = {}): Answer {
  return { status: 204, headers, body: undefined, verdict: "mock" };
}
