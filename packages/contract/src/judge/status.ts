import { append, isOfClass, lookUpStatus, type Operation } from "@spkey/model";
import type { Wanted } from "../cases/case.ts";
import { type Finding, type FindingKind, finding } from "../findings.ts";

/** @returns what is wrong with the status of an answer, given what the case wants; nothing where it is one of those */
export function judgeStatus(operation: Operation, wanted: Wanted, status: number): Finding | undefined {
  const isDocumented = lookUpStatus(operation.responses, status) !== undefined;
  const pointer = append(operation.pointer, "responses");
  const found = (kind: FindingKind, what: string) => {
    const undocumented = isDocumented ? "" : ", which is not documented";
    return finding(kind, pointer, "status", `${what}, and ${status} came${undocumented}`);
  };
  const isSuccess = isOfClass(String(status), 2);
  const isFailure = isOfClass(String(status), 5) && !isDocumented;
  switch (wanted.outcome) {
    case "accepted":
      if (isWantedSuccess(operation, status)) return undefined;
      if (isFailure) return found("server-error", "a documented success was wanted");
      if (!isDocumented && !isOfClass(String(status), 4)) {
        return found("undocumented-status", "a documented success was wanted");
      }
      return found("valid-request-refused", "a documented success was wanted");
    case "answered":
      if (status === wanted.status) {
        return isDocumented ? undefined : found("undocumented-status", "a documented status was wanted");
      }
      return found("unexpected-status", `${wanted.status} was wanted`);
    case "refused": {
      if (wanted.statuses.includes(status)) return undefined;
      const what = `${wanted.statuses.join(" or ")} was wanted`;
      if (isFailure) return found("server-error", what);
      if (!isSuccess) return found("unexpected-status", what);
      return found(isAboutCredentials(wanted) ? "credential-ignored" : "invalid-request-accepted", what);
    }
  }
}

function isAboutCredentials(wanted: Extract<Wanted, { outcome: "refused" }>): boolean {
  return !wanted.violation && !wanted.allow;
}

/** A success that is described, or a redirection where no success is. */
function isWantedSuccess({ responses }: Operation, status: number): boolean {
  if (!lookUpStatus(responses, status)) return false;
  const only2xx = responses.some((response) => isOfClass(response.status, 2));
  return only2xx ? isOfClass(String(status), 2) : isOfClass(String(status), 2, 3);
}
