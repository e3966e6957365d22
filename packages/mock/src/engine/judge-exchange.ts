import { covers, kindOf, parseMediaType } from "@spkey/model/http/media-type.ts";
import { namesOfStatus } from "@spkey/model/http/status.ts";
import type { Answer, Violation } from "../answer.ts";
import type { Diagnostic, Operation, PrismResponse } from "../prism/index.ts";
import { toViolation } from "../prism/violations.ts";
import { decodeBody } from "./decode-body.ts";
import type { ObservedResponse } from "./request.ts";

/**
 * Holds what a real server has answered against the description.
 *
 * @param request what is wrong with the request
 * @param validate what in a response breaks the description
 * @returns what is wrong with both; its status and headers are for whoever passes the real answer on
 */
export function judgeExchange(
  operation: Operation,
  request: readonly Diagnostic[],
  response: ObservedResponse,
  validate: (operation: Operation, response: PrismResponse) => readonly Diagnostic[],
): Answer & { readonly violations: readonly Violation[] } {
  const violations = [
    ...request.map((one) => toViolation("request", one)),
    ...diagnosticsOf(operation, response, validate).map((one) => toViolation("response", one)),
  ];
  const isBroken = violations.some(({ severity }) => severity === "Error");
  return {
    status: response.status,
    headers: {},
    body: undefined,
    verdict: isBroken ? "violated" : "accepted",
    violations,
  };
}

function diagnosticsOf(
  operation: Operation,
  { status, headers, body, bodiless, unreadable }: ObservedResponse,
  validate: (operation: Operation, response: PrismResponse) => readonly Diagnostic[],
): readonly Diagnostic[] {
  if (unreadable !== undefined) return [error(["header", "content-encoding"], "content", unreadable)];
  const contentType = headers["content-type"] ?? "";
  const described = contentsOf(operation, status).map(({ mediaType }) => mediaType);
  const isNone = bodiless || (body === undefined && contentType === "");
  if (
    !isNone &&
    described.length > 0 &&
    !described.some((one) => parseMediaType(contentType) && covers(one, contentType))
  ) {
    const found = contentType === "" ? "There is no Content-Type" : `The Content-Type is ${contentType}`;
    return [error(["header", "content-type"], 415, `${found}; described: ${described.join(", ")}`)];
  }
  const decoded = body === undefined || isNone ? { value: undefined } : decodeBody(body, contentType);
  if ("malformed" in decoded) return [error(["body"], "malformed", decoded.malformed)];
  // To a request for its head, and of what is neither JSON nor text, the body is not judged.
  const isJudged = !bodiless && (contentType === "" || ["json", "text"].includes(kindOf(contentType)));
  const judged = isJudged ? operation : withoutContents(operation);
  return validate(judged, { statusCode: status, headers: { ...headers }, body: decoded.value });
}

function contentsOf({ responses }: Operation, status: number) {
  const response = namesOfStatus(status)
    .map((name) => responses.find(({ code }) => code === name))
    .find(Boolean);
  return response?.contents ?? [];
}

function withoutContents(operation: Operation): Operation {
  return { ...operation, responses: operation.responses.map((response) => ({ ...response, contents: [] })) };
}

function error(path: string[], code: string | number, message: string): Diagnostic {
  return { path, code, message, severity: 0 };
}
