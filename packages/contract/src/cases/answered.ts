import { isExact } from "@spkey/model";
import { withoutBodies } from "./base.ts";
import type { Case } from "./case.ts";
import type { Family } from "./plan.ts";
import { statusOf } from "./status.ts";

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
