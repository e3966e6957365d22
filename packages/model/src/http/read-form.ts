import type { MediaType } from "../parse/media-type.ts";
import { lookUpProperty, namesOf } from "../schema/properties.ts";
import { shapesOf } from "../schema/shapes.ts";
import { type Fits, firstFitting, parseJson, typedText } from "../schema/typed.ts";
import type { Schema } from "../schema/types.ts";
import { resolved, withoutNull } from "../schema/visit.ts";
import { readPairs } from "./deserialize.ts";
import { covers, essenceOf, isJson } from "./media-type.ts";
import { partForm } from "./parts.ts";
import { readSpreadObject } from "./spread-object.ts";
import type { Decode, Pair } from "./texts.ts";

/** A field of a form, or a part of a multipart body (RFC 7578). */
export interface FormField {
  readonly name: string;
  /** As it was sent. */
  readonly text: string;
  /** What a part says of itself. */
  readonly contentType?: string;
}

/** What is wrong with how a field is written. */
export interface FieldProblem {
  readonly name: string;
  readonly message: string;
}

/**
 * The object that a form stands for (OpenAPI 3.1, sections 4.8.14.3, 4.8.14.4 and 4.8.15): arrays of fields with the same name, objects
 * in JSON, and what its encodings say.
 *
 * @param decode how names and texts are decoded: those of a multipart body are not encoded
 */
export function readForm(
  media: MediaType & { readonly schema: Schema },
  fields: readonly FormField[],
  decode: Decode,
  fits: Fits,
): { readonly value: object; readonly problems: readonly FieldProblem[] } {
  const spread = spreadNames(media, fields);
  const names = new Set([...namesOf(media.schema), ...fields.map(({ name }) => name)]);
  const values = Array.from(names, (name) =>
    spread.has(name) ? undefined : ([name, readField(media, name, fields, decode, fits)] as const),
  ).filter((entry) => entry !== undefined && entry[1] !== undefined);
  const problems = fields.flatMap((field) => problemOf(media, field) ?? []);
  return { value: Object.fromEntries(values as [string, unknown][]), problems }; // Those that are none are left out above.
}

/** The names of fields that are part of a property with another name, as in `size[width]`. */
function spreadNames(media: MediaType & { readonly schema: Schema }, fields: readonly FormField[]): Set<string> {
  const described = new Set(namesOf(media.schema));
  const deep = [...described].filter((name) => partForm(media, name).style?.style === "deepObject");
  const spread = [...described].filter((name) => isSpread(media, name));
  const isPart = (name: string) =>
    deep.some((each) => name.startsWith(`${each}[`)) ||
    spread.some((each) => namesOf(lookUpProperty(media.schema, each) ?? media.schema).includes(name));
  return new Set(fields.flatMap(({ name }) => (!described.has(name) && isPart(name) ? [name] : [])));
}

/** Whether the properties of a property may be fields of the form by themselves. */
function isSpread(media: MediaType & { readonly schema: Schema }, name: string): boolean {
  const property = lookUpProperty(media.schema, name);
  if (!property || !shapesOf(property).has("object") || essenceOf(media.mediaType).startsWith("multipart/"))
    return false;
  const { style, explicit } = partForm(media, name);
  return style ? style.style !== "deepObject" && style.explode !== false : !explicit;
}

function readField(
  media: MediaType & { readonly schema: Schema },
  name: string,
  fields: readonly FormField[],
  decode: Decode,
  fits: Fits,
): unknown {
  const property = lookUpProperty(media.schema, name);
  const own = fields.filter((field) => field.name === name);
  if (!property) return own.length > 1 ? own.map(({ text }) => decode(text)) : own[0] && decode(own[0].text);
  const { style: styled, contentType, repeated } = partForm(media, name);
  const read = (schema: Schema, field: FormField) => valuesOf(schema, field, contentType, decode, fits);
  const pairs = fields.map((field): Pair => [field.name, field.text]);
  const others = new Set(namesOf(media.schema));
  const options = { decode, isOthers: (key: string) => others.has(key) };
  if (styled) {
    const { style = "form", explode = style === "form" } = styled;
    const found = readPairs({ name, style, explode, schema: property }, pairs, options);
    if (!found || "malformed" in found) return undefined;
    const readings = found.readings.map((reading) => typedText(property, reading, fits));
    // Where OpenAPI 3.0 ignores a style, the part of an object is JSON.
    const whole = own.length === 1 && own[0] ? read(property, own[0]) : [];
    return firstFitting(property, [...readings, ...whole], fits);
  }
  if (own.length === 0) {
    const properties = isSpread(media, name) ? readSpreadObject(property, pairs, options) : undefined;
    return properties && typedText(property, properties, fits);
  }
  const end = resolved(withoutNull(property));
  const items = end.kind === "array" ? end.items : property;
  const list = own.map((field) => firstFitting(items, read(items, field), fits));
  const whole = own.length === 1 && own[0] ? read(property, own[0]) : [];
  if (!repeated) return whole.length > 0 ? firstFitting(property, whole, fits) : list;
  return firstFitting(property, end.kind === "array" ? [list, ...whole] : [...whole, list], fits);
}

/** The ways to read one field: as JSON, where it is or may be that, and as text. */
function valuesOf(
  schema: Schema,
  { text, contentType: own }: FormField,
  described: string,
  decode: Decode,
  fits: Fits,
): unknown[] {
  const decoded = decode(text);
  const json = isJson(own ?? described) || !shapesOf(schema).has("scalar") ? parseJson(decoded) : undefined;
  const asText = typedText(schema, decoded, fits);
  return json === undefined ? [asText] : own !== undefined && isJson(own) ? [json] : [json, asText];
}

/** A part that says that it is JSON has to be, and one that says what it is, what is described. */
function problemOf(media: MediaType, { name, text, contentType }: FormField): FieldProblem | undefined {
  if (contentType === undefined) return undefined;
  if (isJson(contentType) && parseJson(text) === undefined) return { name, message: "is not valid JSON" };
  const described = (Object.hasOwn(media.encoding, name) && media.encoding[name]?.contentType) || undefined;
  // Plain text is what a part is that says nothing of itself (RFC 7578, section 4.4).
  if (described === undefined || essenceOf(contentType) === "text/plain") return undefined;
  const isDescribed = described.split(",").some((range) => covers(range.trim(), contentType));
  return isDescribed ? undefined : { name, message: `is ${essenceOf(contentType)}; supported: ${described}` };
}
