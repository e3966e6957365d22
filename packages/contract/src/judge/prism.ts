import type { BrokenRule, Case } from "../cases/case.ts";
import type { HttpAnswer } from "../send/send.ts";

/** Something that Prism found wrong with a request, or with the answer that it made. */
export interface PrismViolation {
  readonly location: readonly (string | number)[];
  readonly severity: string;
  readonly code: string | number;
  readonly message: string;
}

/** What Prism found wrong, as the mock's header tells it, or else an answer of Prism's own. */
export function readViolations(answer: HttpAnswer): readonly PrismViolation[] {
  const header = answer.headers.get("sl-violations");
  if (header !== null) return JSON.parse(header) as readonly PrismViolation[]; // As the mock writes it.
  const { type = "", validation = [] } = readProblem(answer) ?? {};
  return type.startsWith(prismType)
    ? validation.map((each) => ({ ...each, location: ["request", ...each.location] }))
    : [];
}

/** Whether the mock, or Prism in it, speaks for itself, and not for the API. To HEAD it can't say so but by the media type. */
export function isOfMock(answer: HttpAnswer): boolean {
  const { type } = readProblem(answer) ?? {};
  return type !== undefined && (type === "" || type.startsWith(mockType) || type.startsWith(prismType));
}

/** How the types of the mock's own problems begin. */
const mockType = "urn:spkey-mock:";
const prismType = "https://stoplight.io/prism/errors#";

/** A problem document (RFC 9457); `validation` is Prism's. */
interface Problem {
  readonly type?: string;
  readonly validation?: readonly PrismViolation[];
}

/** @returns nothing where it is none, and an empty one where a body is left out */
function readProblem({ headers, body }: HttpAnswer): Problem | undefined {
  if (headers.get("Content-Type") !== "application/problem+json") return undefined;
  return body.length === 0 ? { type: "" } : (JSON.parse(new TextDecoder().decode(body)) as Problem); // As it is described.
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
