import { writeRequest } from "../send/request.ts";
import { withoutBodies } from "./base.ts";
import type { Case } from "./case.ts";
import type { Family } from "./plan.ts";

/** Statuses for a method that a path does not have (RFC 9110, sections 15.5.6, 15.5.5 and 15.6.2). */
const notAllowed = [405, 404, 501];

/** Methods that `fetch` sends, and that no server has on its own. */
const methods = ["GET", "PUT", "POST", "DELETE", "PATCH"];

/** A method that is not described is refused. The first operation of a path has the cases of the path. */
export const methodCases: Family = (_description, operation, base, { paths }) => {
  const siblings = paths.sameAs(operation);
  if (siblings[0] !== operation) return { cases: [], leftOut: [] };
  const { body: _body, ...request } = withoutBodies(base);
  // To a server, `/tickets/today` can be one of `/tickets/{id}`.
  const [path = ""] = writeRequest({ operation, request }).target.split("?");
  const described = paths.matching(path).map(({ method }) => method);
  const others = methods.filter((method) => !described.includes(method));
  // What has GET has HEAD (RFC 9110, section 9.3.2).
  if (!described.includes("GET") && !described.includes("HEAD")) others.push("HEAD");
  const cases = others.map(
    (method): Case => ({
      id: `${operation.id}/refused/method/${method}`,
      name: `${operation.id} refuses the method ${method}`,
      operation,
      request: { ...request, method },
      wanted: {
        outcome: "refused",
        statuses: notAllowed,
        allow: { least: siblings.map((each) => each.method), most: described },
      },
      tries: [{ pointer: operation.pointer, keyword: "method", as: "invalid" }],
    }),
  );
  return { cases, leftOut: [] };
};
