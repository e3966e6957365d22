import { isOfClass } from "@spkey/model";
import type { Case, CaseRequest } from "./case.ts";
import type { Family } from "./plan.ts";

/** Each example of a body is accepted, in each media type, and none at all where the body is optional. */
export const acceptedCases: Family = (_description, operation, { bodies, unwritten, ...request }) => {
  // What promises no success can accept nothing.
  if (!operation.responses.some(({ status }) => isOfClass(status, 2, 3) || status === "default")) {
    const message = "No success is described: what it accepts is not tried.";
    return { cases: [], leftOut: [{ pointer: operation.pointer, message }] };
  }
  const accepted = (what: string, changed: CaseRequest): Case => ({
    name: `${operation.id} accepts ${what}`,
    operation,
    request: changed,
    wanted: { outcome: "accepted" },
  });
  const { body: _body, ...bodiless } = request;
  const { requestBody } = operation;
  const several = (requestBody?.content.length ?? 0) > 1;
  const cases = bodies.map(({ body, example }) => {
    const what = example.name === undefined ? "a valid request" : `the example ${example.name}`;
    return accepted(several ? `${what} as ${body.media.mediaType}` : what, { ...request, body });
  });
  if (!requestBody) cases.push(accepted("a valid request", bodiless));
  else if (!requestBody.required) cases.push(accepted("a request without a body", bodiless));
  return { cases, leftOut: unwritten };
};
