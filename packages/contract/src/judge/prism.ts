import { tokensOf } from "@spkey/model";
import type { BrokenRule, Case } from "../cases/case.ts";
import { type Finding, finding } from "../findings.ts";
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
export function judgeViolations(
  { operation, wanted }: Pick<Case, "operation" | "wanted">,
  violations: readonly PrismViolation[],
): Finding[] {
  const found = (message: string) => finding("prism-disagrees", operation.pointer, "header sl-violations", message);
  // The rest are hints, such as that something is deprecated.
  const errors = violations.filter(({ severity }) => severity === "Error");
  const rule = wanted.outcome === "refused" ? wanted.violation : undefined;
  if (rule) return judgeRule(rule, errors).map(found);
  const others = wanted.outcome === "refused" ? errors.filter(({ code }) => code !== unauthorized) : errors;
  return others.map(({ location, message }) => found(`Prism: ${location.join(".")}: ${message}`));
}

/** Prism's code for a credential that is missing. */
const unauthorized = 401;

const anyRule: readonly string[] = [];

/** Keywords that Prism tells by another name, or by that of what is inside of them. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  const: ["const", "enum", "type"],
  enum: ["enum", "type"],
  content: ["malformed", "415"],
  // What depends on others is told by the rule that it then is.
  if: anyRule,
  dependentSchemas: anyRule,
  dependentRequired: anyRule,
  not: anyRule,
  patternProperties: anyRule,
  propertyNames: anyRule,
  contains: anyRule,
  items: ["items", "additionalItems", "maxItems", "false schema"],
  additionalProperties: ["additionalProperties", "unevaluatedProperties", "false schema"],
};

function judgeRule(rule: BrokenRule, errors: readonly PrismViolation[]): string[] {
  const isFound = rule.inUnion ? errors.length > 0 : errors.some((error) => isOf(rule, error));
  const isAlone = rule.inUnion || errors.every((error) => isAt(rule, error));
  if (isFound && isAlone) return [];
  const place = [rule.in, ...rule.path].join(".");
  const what = rule.property === undefined ? `the rule \`${rule.keyword}\`` : `that ${rule.property} is missing`;
  return [`Prism was to find ${what} at ${place}, and found ${JSON.stringify(errors)}`];
}

/** Whether it is about the value at the place, or about what is in it. */
function isAt({ in: part, path, property, keyword }: BrokenRule, { location }: PrismViolation): boolean {
  // A JSON Pointer, whose tokens are still encoded.
  const found = location.flatMap((token) => tokensOf(`#/${token}`));
  // Of a parameter, its name stands in front; of one that is missing, it does not.
  const [, place, ...inside] = found;
  if (keyword === "content") return place === "body" || (place === "header" && inside[0] === "content-type");
  if (place !== part) return false;
  if (part !== "body") return property !== undefined || keyword === "required" || inside.length > 0;
  return path.every((name, index) => inside[index] === name);
}

function isOf(rule: BrokenRule, error: PrismViolation): boolean {
  const { keyword, property } = rule;
  const codes = aliases[keyword] ?? [keyword];
  if (!isAt(rule, error)) return false;
  // What is wrong inside of a value is told by rules of its own.
  const isInside = rule.in === "body" && error.location.length - 2 > rule.path.length;
  return (
    (codes === anyRule || codes.includes(String(error.code)) || isInside) &&
    (property === undefined || error.message.includes(`'${property}'`) || rule.in !== "body")
  );
}
