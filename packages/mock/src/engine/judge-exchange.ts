import { isOfClass } from "@spkey/model/http/status.ts";
import { covers, kindOf, lookUpStatus, type Operation, parseMediaType } from "@spkey/model/outline";
import type { Answer, AnswerVerdict, Violation } from "../answer.ts";
import type { Diagnostic, PrismResponse } from "../prism/index.ts";
import { toViolation } from "../prism/violations.ts";
import { decodeBody } from "./decode-body.ts";
import { diagnostic, malformedCode, unjudgedCode, unsupportedCode, warning } from "./diagnostics.ts";
import type { ObservedResponse } from "./request.ts";

/** What in a response breaks its description. */
export type ValidateResponse = (response: PrismResponse) => readonly Diagnostic[];

/**
 * Holds what a real server has answered against the description.
 *
 * @param request what is wrong with the request
 * @returns what is wrong with both; its status and headers are for whoever passes the real answer on
 */
export function judgeExchange(
  operation: Operation,
  request: readonly Diagnostic[],
  response: ObservedResponse,
  validate: ValidateResponse,
): Answer & { readonly violations: readonly Violation[] } {
  const violations = [
    ...request.map((one) => toViolation("request", one)),
    ...diagnosticsOf(operation, response, validate).map((one) => toViolation("response", one)),
  ];
  return { status: response.status, headers: {}, body: undefined, verdict: verdictOf(violations), violations };
}

function verdictOf(violations: readonly Violation[]): AnswerVerdict {
  if (violations.some(({ severity }) => severity === "Error")) return "violated";
  return violations.some(({ code }) => code === unjudgedCode) ? "unjudged" : "accepted";
}

function diagnosticsOf(
  { responses }: Operation,
  { status, headers, body, bodiless, unreadable }: ObservedResponse,
  validate: ValidateResponse,
): readonly Diagnostic[] {
  if (unreadable !== undefined) return [diagnostic(["header", "content-encoding"], malformedCode, unreadable)];
  const response = lookUpStatus(responses, status);
  if (!response) return [undescribed(status, responses)];
  const { "content-type": contentType = "" } = headers;
  const described = response.content.map(({ mediaType }) => mediaType);
  const isDescribed = parseMediaType(contentType) && described.some((one) => covers(one, contentType));
  if (!bodiless && described.length > 0 && !isDescribed) {
    const found = contentType === "" ? "There is no Content-Type" : `The Content-Type is ${contentType}`;
    return [diagnostic(["header", "content-type"], unsupportedCode, `${found}; described: ${described.join(", ")}`)];
  }
  const judge = (value: unknown) => validate({ statusCode: status, headers: { ...headers }, body: value });
  // To a request for its head, and of what is neither JSON nor text, the body is not judged.
  if (bodiless || !parseMediaType(contentType) || !["json", "text"].includes(kindOf(contentType)))
    return judge(undefined);
  const decoded = decodeBody(body, contentType);
  if ("malformed" in decoded) return [diagnostic(["body"], malformedCode, decoded.malformed)];
  if ("tooDeep" in decoded) return [warning(["body"], unjudgedCode, decoded.tooDeep)];
  if (decoded.value !== undefined || described.length === 0) return judge(decoded.value);
  if (kindOf(contentType) === "text") return judge("");
  return [diagnostic(["body"], "required", `There is no body; described: ${described.join(", ")}`)];
}

/** Of a success, callers have to know what it says; an error may come from a server on the way. */
function undescribed(status: number, responses: Operation["responses"]): Diagnostic {
  const described = responses.map((one) => one.status).join(", ");
  const message = `The status ${status} is not described; described: ${described}`;
  return isOfClass(String(status), 2) ? diagnostic([], "status", message) : warning([], "status", message);
}
