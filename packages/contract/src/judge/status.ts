import { isOfClass, lookUpStatus, type Operation, successesOf } from "@spkey/model";
import type { Wanted } from "../cases/case.ts";

/** @returns what is wrong with the status of an answer, given what the case wants; nothing where it is one of those */
export function judgeStatus(operation: Operation, wanted: Wanted, status: number): string | undefined {
  switch (wanted.outcome) {
    case "accepted":
      return isSuccess(operation, status) ? undefined : `a documented success was wanted, and ${status} came`;
    case "answered":
      return status === wanted.status ? undefined : `${wanted.status} was wanted, and ${status} came`;
    case "refused":
      return wanted.statuses.includes(status)
        ? undefined
        : `${wanted.statuses.join(" or ")} was wanted, and ${status} came`;
  }
}

/** One of 2xx that is described; where none is, a redirection. */
function isSuccess({ responses }: Operation, status: number): boolean {
  const response = lookUpStatus(responses, status);
  if (!response) return false;
  if (successesOf(responses).length > 0)
    return isOfClass(String(status), 2) && successesOf(responses).includes(response);
  return isOfClass(String(status), 3);
}
