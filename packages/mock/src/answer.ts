/** What the mock answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** What is wrong with the request; and with the answer, where the description breaks its own schema. */
  readonly violations?: readonly Violation[];
  /** It is the mock that speaks, not the API. */
  readonly own?: true;
}

/** One thing that is wrong, as Prism's `sl-violations` header tells it. */
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
    own: true,
  };
}
