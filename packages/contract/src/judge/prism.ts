import type { BrokenRule, Case } from "../cases/case.ts";
import type { HttpAnswer } from "../send/send.ts";

/** Something that Prism found wrong with a request, or with the answer that it made. */
export interface PrismViolation {
  readonly location: readonly (string | number)[];
  readonly severity: string;
  readonly code: string | number;
  readonly message: string;
}

/** What Prism found wrong, as the mock's header tells it, or else an answer of Prism's own (RFC 9457). */
export function readViolations({ headers, body }: HttpAnswer): readonly PrismViolation[] {
  const header = headers.get("sl-violations");
  if (header !== null) return JSON.parse(header) as readonly PrismViolation[]; // As the mock writes it.
  if (headers.get("Content-Type") !== "application/problem+json" || body.length === 0) return [];
  const { type, validation } = JSON.parse(new TextDecoder().decode(body)) as ProblemDocument; // Of what it is, see below.
  if (!String(type).startsWith("https://stoplight.io/prism/errors#")) return [];
  return (validation ?? []).map((each) => ({ ...each, location: ["request", ...each.location] }));
}

/** A problem document: of Prism's own, with what it found wrong. */
interface ProblemDocument {
  readonly type?: unknown;
  readonly validation?: readonly PrismViolation[];
}

/**
 * @returns what is wrong with Prism's verdict: of a request that breaks one rule, it has to find this one and nothing else; of
 * one that lacks a credential, nothing but that
 */
export function judgeViolations({ wanted }: Pick<Case, "wanted">, violations: readonly PrismViolation[]): string[] {
  // The rest are hints, such as that something is deprecated.
  const errors = violations.filter(({ severity }) => severity === "Error");
  const rule = wanted.outcome === "refused" ? wanted.violation : undefined;
  if (rule) return judgeRule(rule, errors);
  const others = wanted.outcome === "refused" ? errors.filter(({ code }) => code !== unauthorized) : errors;
  return others.map(({ location, message }) => `Prism: ${location.join(".")}: ${message}`);
}

/** Prism's code for a credential that is missing. */
const unauthorized = 401;

function judgeRule(rule: BrokenRule, errors: readonly PrismViolation[]): string[] {
  const found = rule.inUnion ? errors.length > 0 : errors.length === 1 && errors.every((error) => isOf(rule, error));
  if (found) return [];
  return [`Prism was to find that ${rule.property ?? "the body"} is missing, and found ${JSON.stringify(errors)}`];
}

function isOf({ keyword, path, property }: BrokenRule, { location, code, message }: PrismViolation): boolean {
  const isPlace = location.map(String).join("\n") === ["request", "body", ...path].join("\n");
  return code === keyword && isPlace && (property === undefined || message.includes(`'${property}'`));
}
