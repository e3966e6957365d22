import { isDeepStrictEqual } from "node:util";
import {
  append,
  isExact,
  isOfClass,
  type Link,
  lookUpStatus,
  type Operation,
  type Response,
  successesOf,
} from "@spkey/model";
import { compareContent } from "./body.ts";
import { compareHeaders } from "./header.ts";
import type { Fact } from "./rules/index.ts";
import type { Scope } from "./scope.ts";

/** Responses by their status (OpenAPI 3.1, section 4.8.16): one that is gone may still be part of a range. */
export function compareResponses(before: Operation, after: Operation, scope: Scope): void {
  const now = new Map(after.responses.map((response) => [response.status, response]));
  const old = new Map(before.responses.map((response) => [response.status, response]));
  // What is there or not is a matter of the operation, also where the response stands among the components.
  const placeIn = ({ pointer }: Operation, { status }: Response) => append(pointer, "responses", status);
  for (const response of before.responses) {
    const inside = scope.at(response.status);
    const twin = now.get(response.status);
    const range = twin ?? rangeOf(response, after.responses);
    if (range) compareResponse(response, range, inside);
    if (twin) continue;
    const place = placeIn(before, response);
    if (range) {
      const places = { before: place, after: placeIn(after, range) };
      inside.add("status-generalized", `is part of ${range.status} now`, places);
    } else {
      inside.add(isError(response, before) ? "error-removed" : "status-removed", "is gone", { before: place });
    }
  }
  for (const response of after.responses) {
    if (old.has(response.status)) continue;
    const inside = scope.at(response.status);
    const range = rangeOf(response, before.responses);
    const place = placeIn(after, response);
    if (range) {
      inside.add("status-specified", `was part of ${range.status}`, { before: placeIn(before, range), after: place });
      compareResponse(range, response, inside);
    } else {
      inside.add(addedFact(response, after), "is new", { after: place });
    }
  }
}

/** The range, or the default, that stands for a status. By custom, the default is for errors where a success is described. */
function rangeOf({ status }: Response, responses: readonly Response[]): Response | undefined {
  if (status === "default") return undefined;
  const isSuccess = isOfClass(status, 1, 2, 3);
  const meant = responses.filter(
    (other) => other.status !== "default" || !isSuccess || successesOf(responses).includes(other),
  );
  const example = isExact(status) ? Number(status) : undefined;
  return example === undefined ? meant.find((other) => other.status === "default") : lookUpStatus(meant, example);
}

function isError(response: Response, { responses }: Operation): boolean {
  if (response.status === "default") return !successesOf(responses).includes(response);
  return isOfClass(response.status, 4, 5);
}

function addedFact(response: Response, operation: Operation): Fact {
  if (isError(response, operation)) return "error-added";
  return isOfClass(response.status, 1, 3) ? "other-status-added" : "status-added";
}

function compareResponse(before: Response, after: Response, scope: Scope): void {
  compareHeaders(before.headers, after.headers, scope);
  compareLinks(before, after, scope);
  if (before.content.length === 0 && after.content.length === 0) return;
  const places = { before: before.pointer, after: after.pointer };
  if (before.content.length === 0) scope.add("body-added", "has a body now", places);
  else if (after.content.length === 0) scope.add("body-removed", "has no body any more", places);
  else compareContent(before.content, after.content, scope);
}

/** Links (OpenAPI 3.1, section 4.8.20) are hints of what to call next. */
function compareLinks({ links: before }: Response, { links: after }: Response, scope: Scope): void {
  const said = ({ description: _description, pointer: _pointer, name: _name, ...link }: Link) => link;
  for (const link of before) {
    const twin = after.find(({ name }) => name === link.name);
    if (!twin) scope.add("link-removed", `the link \`${link.name}\` is gone`, { before: link.pointer });
    else if (!isDeepStrictEqual(said(link), said(twin))) {
      scope.add("link-changed", `the link \`${link.name}\` leads elsewhere`, {
        before: link.pointer,
        after: twin.pointer,
      });
    }
  }
  for (const link of after) {
    if (before.some(({ name }) => name === link.name)) continue;
    scope.add("link-added", `the link \`${link.name}\` is new`, { after: link.pointer });
  }
}
