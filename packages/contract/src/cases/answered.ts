import { isExact, isOfClass, lookUpStatus, type Operation, type Response } from "@spkey/model";
import type { Case } from "./case.ts";
import type { Family } from "./plan.ts";
import { withoutBodies } from "./values.ts";

/** Each documented response can be had: of a range and of `default`, one of their statuses. */
export const answeredCases: Family = (_description, operation, base) => {
  const request = withoutBodies(base);
  const statuses = operation.responses.map((response) => ({ response, status: statusOf(operation, response) }));
  const cases = statuses.flatMap(({ response, status }): Case[] => {
    if (status === undefined) return [];
    const as = isExact(response.status) ? "" : `, as ${status}`;
    return [
      {
        id: `${operation.id}/answered/${response.status}`,
        name: `${operation.id} answers the documented ${response.status}${as}`,
        operation,
        request: { ...request, prefer: status },
        wanted: { outcome: "answered", status },
        tries: [{ pointer: response.pointer, keyword: "status", as: "valid" }],
      },
    ];
  });
  const leftOut = statuses
    .filter(({ status }) => status === undefined)
    .map(({ response: { pointer } }) => ({
      pointer,
      message: "No final status is left for it: it is never answered.",
    }));
  return { cases, leftOut };
};

/** Final statuses (RFC 9110, section 15): 1xx are interim ones. */
const final = Array.from({ length: 400 }, (_, index) => 200 + index);

/** The first status that a response stands for; of `default` an error, unless it is the only success. */
export function statusOf({ responses }: Operation, response: Response): number | undefined {
  const candidates = final.filter((status) => lookUpStatus(responses, status) === response);
  if (response.status !== "default" || !responses.some(({ status }) => isOfClass(status, 2))) return candidates[0];
  const ofClass = (each: number) => candidates.find((status) => isOfClass(String(status), each));
  return ofClass(5) ?? ofClass(4) ?? ofClass(3) ?? candidates[0];
}
