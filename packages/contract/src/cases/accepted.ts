import { withoutBodies } from "./base.ts";
import type { Case, CaseRequest, Tried } from "./case.ts";
import type { Family } from "./plan.ts";
import { acceptsAnything, wantedOfValid } from "./wanted.ts";

/** Each example of a body is accepted, in each media type, and none at all where the body is optional. */
export const acceptedCases: Family = (_description, operation, base) => {
  const { wanted, preference } = wantedOfValid(operation);
  const accepted = (slug: string, what: string, request: CaseRequest, tries: readonly Tried[]): Case => ({
    id: `${operation.id}/accepted/${slug}`,
    name: `${operation.id} accepts ${what}`,
    operation,
    request: { ...request, ...preference },
    wanted,
    tries,
  });
  const { body: _body, ...bodiless } = withoutBodies(base);
  const { requestBody } = operation;
  const several = (requestBody?.content.length ?? 0) > 1;
  const cases = base.bodies.map(({ body, example }) => {
    const what = example.name === undefined ? "a valid request" : `the example ${example.name}`;
    const as = several ? ` as ${body.media.mediaType}` : "";
    return accepted(
      `example/${example.name ?? "made"}${several ? `/${body.media.mediaType}` : ""}`,
      what + as,
      { ...bodiless, body },
      [
        { pointer: example.pointer, keyword: "example", as: "valid" },
        { pointer: body.media.pointer, keyword: "content", as: "valid" },
      ],
    );
  });
  if (!requestBody) cases.push(accepted("request", "a valid request", bodiless, []));
  else if (!requestBody.required) {
    cases.push(
      accepted("no-body", "a request without a body", bodiless, [
        { pointer: requestBody.pointer, keyword: "required", as: "valid" },
      ]),
    );
  }
  const message = "No success is described: only a mock, which can be asked for an error, says what it accepts.";
  const unpromised = acceptsAnything(operation) ? [] : [{ pointer: operation.pointer, message }];
  return { cases, leftOut: [...unpromised, ...base.unwritten] };
};
