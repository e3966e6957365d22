import { isNullable, resolved, type Schema, withoutNull } from "@spkey/model";
import { typeName } from "../../view/type-name.ts";
import { arrayControl } from "./array.ts";
import type { Place } from "./field.ts";
import { jsonControl } from "./json.ts";
import type { Marks } from "./marks.ts";
import { objectControl } from "./object.ts";
import { choiceControl, fileControl, textControl } from "./scalar.ts";
import { unionControl } from "./union.ts";

/** What the controls of one form share. */
export interface Form {
  readonly marks: Marks;
  /** Takes the file of a part, or takes it away; none where there are no files. */
  readonly file?: (path: readonly string[], file: File | undefined) => void;
  /** Makes the form anew, when it has got other fields; then gives the focus to the field at a path. */
  readonly rebuild: (focus: readonly string[]) => void;
}

/** A schema with its value; `undefined` is none. */
export interface Given {
  readonly schema: Schema;
  readonly value: unknown;
  readonly place: Omit<Place, "type">;
  /** Is told of another value; the form keeps it. */
  readonly change: (value: unknown) => void;
}

/** Deeper than this, a value is edited as JSON. */
const maxDepth = 4;

/** The control for a value, by what its schema is. */
export function control(form: Form, given: Given): HTMLElement {
  const schema = withoutNull(given.schema);
  const end = resolved(schema);
  const place: Place = { ...given.place, type: typeName(given.schema) };
  const orNull = end.kind !== "any" && end.kind !== "null" && isNullable(given.schema);
  const one = { ...given, place, orNull };
  switch (end.kind) {
    case "enum":
      return choiceControl(form, one, end.values);
    case "boolean":
      return choiceControl(form, one, [true, false]);
    case "number":
    case "integer":
    case "string":
      return textControl(form, one, end);
    case "bytes":
      return form.file ? fileControl(form, one) : textControl(form, one, end);
    case "object":
      return place.path.length < maxDepth && fits(given.value, isObject)
        ? objectControl(form, { ...one, value: given.value }, end)
        : jsonControl(form, one);
    case "array":
      return place.path.length < maxDepth && end.prefixItems.length === 0 && fits(given.value, Array.isArray)
        ? arrayControl(form, { ...one, value: given.value }, end)
        : jsonControl(form, one);
    case "union":
      return place.path.length < maxDepth ? unionControl(form, one, end) : jsonControl(form, one);
    default:
      return jsonControl(form, one);
  }
}

/** A control for a value that may also be null. */
export interface NullableGiven extends Given {
  readonly place: Place;
  readonly orNull: boolean;
}

/** Whether fields can show a value: none is as good as an empty one. */
function fits<Value>(value: unknown, is: (value: unknown) => value is Value): value is Value | undefined {
  return value === undefined || is(value);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
