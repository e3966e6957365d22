import { isJson, lookUpStatus, type Operation } from "@spkey/model";
import type { Source } from "@spkey/model/source";
import { isOfMock, type Plan, type Result } from "../src/index.ts";

export { limitOf } from "./prism-limits.ts";

/**
 * What both judges find; that the mock speaks for itself where the description says something, or for the API where it says
 * nothing; and that JSON is not judged.
 */
export function problemsOf({ given, answer, judgement }: Result, source?: Source): readonly string[] {
  const placed = (pointer: string) => {
    const place = source?.placeOf(pointer);
    return place ? ` (${place.file}:${place.line}:${place.column})` : "";
  };
  const findings = judgement.findings.map(
    ({ kind, at, message, pointer }) => `${kind} at ${at}: ${message}${placed(pointer)}`,
  );
  if (!answer) return findings;
  const isOfOther = given.wanted.outcome === "refused" && given.wanted.allow !== undefined;
  const isDocumented = !isOfOther && lookUpStatus(given.operation.responses, answer.status) !== undefined;
  const unjudged = isDocumented && isJson(answer.headers.get("Content-Type") ?? "") ? judgement.notJudged : [];
  // To HEAD, an answer of the API's can look like one of the mock's own.
  const isUnsure = (given.request.method ?? given.operation.method) === "HEAD";
  return [
    ...findings,
    ...(isOfMock(answer) === isDocumented && !isUnsure
      ? [`the mock speaks for ${isDocumented ? "itself" : "the API"}`]
      : []),
    ...unjudged.map(({ reason }) => `not judged: ${reason}`),
  ];
}

/** One case for each documented response at least, and one that is accepted. */
export function isPlanned({ cases, leftOut }: Plan, operation: Operation): boolean {
  if (leftOut.some(({ pointer }) => pointer.startsWith(operation.pointer))) return true;
  return cases.filter((each) => each.operation === operation).length > operation.responses.length;
}
