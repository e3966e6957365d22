import type { MediaType } from "../parse/media-type.ts";
import { lookUpProperty, namesOf } from "../schema/properties.ts";
import { shapesOf } from "../schema/shapes.ts";
import { type Fits, firstFitting, parseJson, typedText } from "../schema/typed.ts";
import type { Schema } from "../schema/types.ts";
import { resolved, withoutNull } from "../schema/visit.ts";
import { readPairs } from "./deserialize.ts";
import { covers, essenceOf, isJson, kindOf } from "./media-type.ts";
import { partForm } from "./parts.ts";
import { type PairOptions, readSpreadObject } from "./spread-object.ts";
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

/** A form that is read: what is described, what was sent, and how it is decoded and understood. */
interface Form {
  readonly media: DescribedMedia;
  readonly fields: readonly FormField[];
  /** How names and texts are decoded: those of a multipart body are not encoded. */
  readonly decode: Decode;
  readonly fits: Fits;
}

type DescribedMedia = MediaType & { readonly schema: Schema };

/**
 * The object that a form stands for (OpenAPI 3.1, sections 4.8.14.3, 4.8.14.4 and 4.8.15): arrays of fields with the same name, objects
 * in JSON, and what its encodings say.
 */
export function readForm(
  media: DescribedMedia,
  fields: readonly FormField[],
  decode: Decode,
  fits: Fits,
): { readonly value: object; readonly problems: readonly FieldProblem[] } {
  const form: Form = { media, fields, decode, fits };
  const isOfAnother = partsOfOthers(form);
  const names = new Set([...namesOf(media.schema), ...fields.map(({ name }) => name)]);
  const entries = [...names].flatMap((name): [string, unknown][] => {
    const value = isOfAnother.has(name) ? undefined : readField(form, name);
    return value === undefined ? [] : [[name, value]];
  });
  return { value: Object.fromEntries(entries), problems: fields.flatMap((field) => problemOf(media, field) ?? []) };
}

/** The names of fields that are part of a property with another name, as in `size[width]`. */
function partsOfOthers({ media, fields }: Form): Set<string> {
  const described = new Set(namesOf(media.schema));
  const deep = [...described].filter((name) => partForm(media, name).style?.style === "deepObject");
  const spread = [...described].filter((name) => isSpread(media, name));
  const isPart = (name: string) =>
    deep.some((each) => name.startsWith(`${each}[`)) ||
    spread.some((each) => namesOf(lookUpProperty(media.schema, each) ?? media.schema).includes(name));
  return new Set(fields.flatMap(({ name }) => (!described.has(name) && isPart(name) ? [name] : [])));
}

/** Whether the properties of a property may be fields of the form by themselves. */
function isSpread(media: DescribedMedia, name: string): boolean {
  const property = lookUpProperty(media.schema, name);
  const isObject = property !== undefined && shapesOf(property).has("object");
  if (!isObject || kindOf(media.mediaType) === "multipart") return false;
  const { style, explicit } = partForm(media, name);
  return style ? style.style !== "deepObject" && style.explode !== false : !explicit;
}

function readField(form: Form, name: string): unknown {
  const { media, fields, decode } = form;
  const property = lookUpProperty(media.schema, name);
  const own = fields.filter((field) => field.name === name);
  if (!property) return own.length > 1 ? own.map(({ text }) => decode(text)) : own[0] && decode(own[0].text);
  if (partForm(media, name).style) return readStyled(form, name, property, own);
  return own.length === 0 ? readSpread(form, name, property) : readPlain(form, name, property, own);
}

/** As a parameter of a query is read. */
function readStyled(form: Form, name: string, schema: Schema, own: readonly FormField[]): unknown {
  const { style = "form", explode = style === "form" } = partForm(form.media, name).style ?? {};
  const found = readPairs({ name, style, explode, schema }, pairsOf(form), pairOptions(form));
  if (!found || "malformed" in found) return undefined;
  const readings = found.readings.map((reading) => typedText(schema, reading, form.fits));
  // Where OpenAPI 3.0 ignores a style, the part of an object is JSON.
  const whole = own.length === 1 && own[0] ? fieldReadings(form, schema, own[0]) : [];
  return firstFitting(schema, [...readings, ...whole], form.fits);
}

/** An object whose properties are fields by their own names. */
function readSpread(form: Form, name: string, schema: Schema): unknown {
  const properties = isSpread(form.media, name)
    ? readSpreadObject(schema, pairsOf(form), pairOptions(form))
    : undefined;
  return properties && typedText(schema, properties, form.fits);
}

/** One field, or one for each item. */
function readPlain(form: Form, name: string, schema: Schema, own: readonly FormField[]): unknown {
  const { fits } = form;
  const end = resolved(withoutNull(schema));
  const items = end.kind === "array" ? end.items : schema;
  const list = own.map((field) => firstFitting(items, fieldReadings(form, items, field), fits));
  const whole = own.length === 1 && own[0] ? fieldReadings(form, schema, own[0]) : [];
  if (!partForm(form.media, name).repeated) return whole.length > 0 ? firstFitting(schema, whole, fits) : list;
  return firstFitting(schema, end.kind === "array" ? [list, ...whole] : [...whole, list], fits);
}

function pairsOf({ fields }: Form): Pair[] {
  return fields.map(({ name, text }) => [name, text]);
}

function pairOptions({ media, decode }: Form): PairOptions {
  const others = new Set(namesOf(media.schema));
  return { decode, isOthers: (name) => others.has(name) };
}

/** The ways to read one field: as JSON, where it is or may be that, and as text. */
function fieldReadings(form: Form, schema: Schema, { name, text, contentType: own }: FormField): unknown[] {
  const decoded = form.decode(text);
  const isInJson = isJson(own ?? partForm(form.media, name).contentType);
  const json = isInJson || !shapesOf(schema).has("scalar") ? parseJson(decoded) : undefined;
  if (json !== undefined && own !== undefined && isInJson) return [json];
  const asText = typedText(schema, decoded, form.fits);
  return json === undefined ? [asText] : [json, asText];
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
