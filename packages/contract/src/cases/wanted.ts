import { isOfClass, type Operation } from "@spkey/model";
import type { CaseRequest, Wanted } from "./case.ts";
import { statusOf } from "./status.ts";

/** Statuses for a request that breaks the description (RFC 9110, sections 15.5.1 and 15.5.21). */
export const refusals = [400, 422];

/** Whether any success is described. */
export function acceptsAnything({ responses }: Operation): boolean {
  return responses.some(({ status }) => isOfClass(status, 2, 3) || status === "default");
}

/** What is wanted of a request that keeps the description, and what a mock is asked for. */
export interface WantedOfValid {
  readonly wanted: Wanted;
  readonly preference: Pick<CaseRequest, "prefer">;
}

/**
 * What is wanted of a request that keeps the description: a success; where none is described, one of the errors, which a mock can
 * be asked for. It answers with it only what it has found to be valid.
 */
export function wantedOfValid(operation: Operation): WantedOfValid {
  const success: WantedOfValid = { wanted: { outcome: "accepted" }, preference: {} };
  if (acceptsAnything(operation)) return success;
  const statuses = operation.responses.flatMap((response) => statusOf(operation, response) ?? []);
  const status = statuses.find((each) => each !== 400 && each !== 422) ?? statuses[0];
  return status === undefined ? success : { wanted: { outcome: "answered", status }, preference: { prefer: status } };
}
