import { propertiesOf, resolved, type Schema, withoutNull } from "@spkey/model/outline";
import type { Violation } from "../answer.ts";

/** The properties that say where something is wrong, and what, in the error shapes of the field. */
const placeNames = ["field", "pointer", "path", "loc", "location", "parameter", "property", "name", "source"];
const textNames = ["message", "detail", "description", "reason", "title", "error"];

/**
 * Puts what is really wrong into the error that a description documents, in the place of what its example says is wrong:
 * into the property that is a list of objects with a place and a text, such as `details: [{ field, message }]`.
 *
 * @returns nothing where the documented error has no room for it
 */
export function withDetails(body: unknown, schema: Schema, violations: readonly Violation[]): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  for (const { name, schema: list } of propertiesOf(schema)) {
    const texts = textsIn(list);
    const place = placeNames.find((property) => texts.has(property));
    const text = textNames.find((property) => property !== place && texts.has(property));
    if (place === undefined || text === undefined) continue;
    return {
      ...body,
      [name]: violations.map((violation) => ({ [place]: fieldOf(violation), [text]: violation.message })),
    };
  }
  return undefined;
}

/** The properties of a list's items that are texts. */
function textsIn(list: Schema): ReadonlySet<string> {
  const end = resolved(withoutNull(list));
  const properties = end.kind === "array" ? propertiesOf(end.items) : [];
  return new Set(
    properties.filter(({ schema }) => resolved(withoutNull(schema)).kind === "string").map(({ name }) => name),
  );
}

/** The field at fault, as a caller would call it: `name`, `guests.0.name`; outside the body, `query.limit`. */
function fieldOf({ location, code, message }: Violation): string {
  const [, part = "", ...rest] = location;
  // What is missing, or too much, is named in the message only: the location is that of the object it is missing in.
  const [, named] =
    (code === "required" && /required property '(.+)'$/.exec(message)) ||
    (code === "additionalProperties" && /; found '(.+)'$/s.exec(message)) ||
    [];
  const path = [...rest, ...(named === undefined ? [] : [named])];
  if (path.length === 0) return part || "body"; // What Prism says of no place is said of a body that is not there.
  return (part === "body" ? path : [part, ...path]).join(".");
}
