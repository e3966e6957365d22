import { isOfClass, lookUpStatus, type Operation } from "@spkey/model";
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

/** A success that is described, or a redirection where no success is. */
function isSuccess({ responses }: Operation, status: number): boolean {
  if (!lookUpStatus(responses, status)) return false;
  const only2xx = responses.some((response) => isOfClass(response.status, 2));
  return only2xx ? isOfClass(String(status), 2) : isOfClass(String(status), 2, 3);
}
