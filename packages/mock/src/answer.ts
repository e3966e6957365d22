/** What the mock answers. */
export interface Answer {
  readonly status: number;
  /** The reason phrase, where it is not the usual one. */
  readonly statusText?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Those that are sent as they are, names and values by turns, before the others. */
  readonly rawHeaders?: readonly string[];
  readonly body: string | Uint8Array | undefined;
  readonly verdict: AnswerVerdict;
  /** Whether it is for want of the description that the request was routed by: there is another one now. */
  readonly isOutdated?: true;
  /** Why the mock speaks for itself, where it does. */
  readonly detail?: string;
  /** What is wrong with the request; and with the response, where the description breaks its own schema. */
  readonly violations?: readonly Violation[];
}

/**
 * - `accepted`: the request keeps to the description.
 * - `refused`: it does not, and this is what the description documents for it.
 * - `mock`: the mock speaks for itself; the description documents nothing for this.
 * - `violated`: a real server has answered, and the request or its answer breaks the description;
 * - `unjudged`: a real server has answered, and that could not be held against the description.
 */
export type AnswerVerdict = "accepted" | "refused" | "mock" | "violated" | "unjudged";

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

/** The answer with what is wrong in a header, as Prism's own server has it. */
export function withViolations(answer: Answer, violations: readonly Violation[]): Answer {
  if (violations.length === 0) return answer;
  return { ...answer, headers: { ...answer.headers, "sl-violations": violationsHeader(violations) }, violations };
}

/** `sl-violations` stays below Node's limit of 16 KiB for all headers together. */
const longestHeader = 8 * 1024;

/** The violations as a header value: ASCII (RFC 9110, section 5.5), and no longer than a header may be. */
function violationsHeader(violations: readonly Violation[]): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const fitting: string[] = [];
  let left = longestHeader;
  for (const violation of violations) {
    const text = JSON.stringify(violation).replace(/[^\x20-\x7e]/g, escaped);
    left -= text.length + 1; // A comma, or a bracket.
    if (left < 1) break;
    fitting.push(text);
  }
  return `[${fitting.join(",")}]`;
}

/** The headers that are about one connection, and not about what is sent over it (RFC 9110, section 7.6.1). In lower case. */
export const ofConnection = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
] as const;
