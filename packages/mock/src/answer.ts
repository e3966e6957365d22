/** What the mock answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** The operation that was called, as method and path template, where there is one. */
  readonly operation?: string | undefined;
  /** What Prism found wrong with the request. */
  readonly violations?: readonly Violation[];
}

/** One thing that is wrong with a request, as Prism's `sl-violations` header tells it. */
export interface Violation {
  /** Where: `["request", "body", "lockId"]`. */
  readonly location: readonly string[];
  readonly severity: string;
  readonly code: string | number | undefined;
  readonly message: string;
}

/**
 * An answer that comes from the mock and not from the API: a problem document (RFC 9457) whose `type` says so. No
 * description can have documented it.
 */
export function problem(status: number, name: string, detail: string): Answer {
  return {
    status,
    headers: { "Content-Type": "application/problem+json" },
    body: JSON.stringify({
      type: `urn:spkey-mock:${name}`,
      title: "Answered by the mock, not by the API",
      status,
      detail,
    }),
  };
}
