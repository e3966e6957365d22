import {
  type Description,
  type Direction,
  type Fits,
  firstFitting,
  hasFields,
  isSpreadProperty,
  kindOf,
  lookUpItems,
  lookUpProperty,
  type MediaType,
  type Parameter,
  type ParameterStyle,
  partForm,
  resolved,
  type Schema,
  serializeParameter,
  shapesOf,
  typedText,
  withoutNull,
} from "@spkey/model";
import { isObject } from "./alter.ts";

/**
 * What a server reads where a value is sent as text, which has no types: `5`, `true` and nothing may be a text, and a number, a
 * boolean and null. It reads them as the schema has them, if that is possible in any way: what is invalid even then is invalid.
 *
 * @returns nothing where nobody can tell from the text what the value was
 */
export function readParameter(
  description: Description,
  parameter: Parameter,
  value: unknown,
): { readonly value: unknown } | undefined {
  if (parameter.json) return isSendable(parameter, value) ? { value } : undefined;
  const text = asText(parameter.schema, value, parameter.style);
  if (!text || !isSendable(parameter, value)) return undefined;
  return { value: asRead(description, parameter.schema, text.value) };
}

/** A form is read field by field. */
export function readForm(
  description: Description,
  media: MediaType,
  value: unknown,
): { readonly value: unknown } | undefined {
  const { schema } = media;
  // What is described as a text is any, also that of a form.
  if (!schema || !isObject(value) || !hasFields(media)) return undefined;
  const fields: [string, unknown][] = [];
  for (const [name, item] of Object.entries(value)) {
    const { contentType, file, repeated, style } = partForm(media, name);
    const property = propertyOf(schema, name);
    // Files are sent by their names, whatever those are; what is written as JSON keeps its types.
    const isJson = kindOf(contentType) === "json" && !style && typeof item === "object";
    // One file is written as a list of one is.
    if (file && !Array.isArray(item) && resolved(property ?? schema).kind === "array") return undefined;
    const text = file || isJson || !property ? { value: item } : asText(property, item, style?.style);
    if (!text) return undefined;
    if (Array.isArray(item) && item.length === 0) continue; // It is written as no field at all.
    if (isJson && repeated && property)
      fields.push([name, firstFitting(property, asListOrOne(item), fitsIn(description, "request"))]);
    else fields.push([name, file || isJson || !property ? item : asRead(description, property, text.value)]);
  }
  return { value: Object.fromEntries(fields) };
}

/** What is written as JSON, once for each item: a list of one is written as that one is, whatever it is. */
function asListOrOne(item: unknown): unknown[] {
  if (!Array.isArray(item)) return [item, [item]];
  return item.length === 1 ? [item, item[0]] : [item];
}

/**
 * Why nobody can tell what a parameter's value was: OpenAPI defines no form for lists and objects within those of a parameter
 * (section 4.8.12.4), unless it is sent as JSON, or as a `deepObject`, which servers read further down. The fields of an object
 * that is exploded stand for themselves, and nothing says whose one is that is not described.
 */
export function unwritable(parameter: Parameter, value: unknown): string | undefined {
  const { json, style, name, schema } = parameter;
  if (json || style === "deepObject" || typeof value !== "object" || value === null) return undefined;
  const fields = isSpread(parameter) && !Array.isArray(value) ? Object.keys(value) : [];
  if (fields.length > 0 && !fields.some((field) => isSpreadProperty(schema, field))) {
    return `The fields of \`${name}\` are sent by their own names, and none of those of this value is described: ${fields.join(", ")}.`;
  }
  const isNested = Object.values(value).some((item) => typeof item === "object" && item !== null);
  return isNested
    ? `The value of \`${name}\` has lists or objects within it, for which the style \`${style}\` has no form. Describe it by \`content\` of a JSON media type.`
    : undefined;
}

/** Whether the names of an object's fields are written, and not the parameter's own (section 4.8.12.4). */
function isSpread({ in: place, style, explode }: Parameter): boolean {
  return style === "form" && explode && /^(query|cookie)$/.test(place);
}

function propertyOf(schema: Schema, name: string): Schema | undefined {
  const end = resolved(schema);
  return end.kind === "object" ? end.properties.find((property) => property.name === name)?.schema : undefined;
}

/** A path has no empty segments, and those of dots mean others (RFC 3986, section 5.2.4); a header is a line of ASCII. */
function isSendable(parameter: Parameter, value: unknown): boolean {
  const text = serializeParameter(parameter, value);
  if (typeof value === "object" && hasSeparator(parameter, value)) return false;
  switch (parameter.in) {
    case "path":
      return text !== "" && !/^(\.|%2e)*$/i.test(text);
    case "header":
      return /^[!-~]([ -~]*[!-~])?$/.test(text);
    case "query":
      return text !== "";
    case "cookie":
      return text !== "" && !text.endsWith("=");
  }
}

/** What separates values can't be told from the same in one of them, where it is not encoded, or is so in both. */
function hasSeparator({ style, explode }: Parameter, value: object | null): boolean {
  const separator = explode
    ? { label: "." }[String(style)]
    : { spaceDelimited: " ", pipeDelimited: "|" }[String(style)];
  const texts = Array.isArray(value) ? value : Object.entries(value ?? {}).flat();
  return separator !== undefined && texts.some((text) => String(text).includes(separator));
}

/** Scalars as texts, in the shape that they are sent in. A scalar where a list is described, say, is sent as who knows what. */
function asText(
  schema: Schema,
  value: unknown,
  style: ParameterStyle | undefined,
): { readonly value: unknown } | undefined {
  // Null is not sent, and so is no reason to read a text as it: where a list may be null, the text is a list of one.
  const shapes = shapesOf(withoutNull(schema));
  if (typeof value !== "object") return shapes.has("scalar") ? { value: String(value) } : undefined;
  if (value === null || !shapes.has(Array.isArray(value) ? "array" : "object")) return undefined;
  const parts = Object.keys(value).map((name) => ({ name, text: partAsText(schema, value, name, style) }));
  if (parts.length === 0 || parts.some(({ text }) => text === undefined)) return undefined;
  const texts = parts.map(({ name, text }) => [name, text?.value] as const);
  return { value: Array.isArray(value) ? texts.map(([, text]) => text) : Object.fromEntries(texts) };
}

/** A property or an item: of these, only a deep object has further ones, whose names stand in brackets. */
function partAsText(
  schema: Schema,
  whole: object,
  name: string,
  style: ParameterStyle | undefined,
): { readonly value: unknown } | undefined {
  const part: unknown = Reflect.get(whole, name);
  if (style !== "deepObject") return typeof part === "object" ? undefined : { value: String(part) };
  const inner = Array.isArray(whole) ? lookUpItems(schema) : lookUpProperty(schema, name);
  if (/[[\]]/.test(name)) return undefined;
  if (inner) return asText(inner, part, style);
  return typeof part === "object" ? undefined : { value: String(part) };
}

/** As a server reads it: one text may be a list of one as well. */
function asRead(description: Description, schema: Schema, text: unknown): unknown {
  const isList = typeof text === "string" && shapesOf(schema).has("array");
  const readings = isList ? [text, [text]] : [text];
  const typed = readings.map((each) => asTyped(description, schema, each));
  return firstFitting(schema, typed, fitsIn(description, "request"));
}

/** A text as the schema has it, where it can be read so; otherwise as it is. */
export function asTyped(
  description: Description,
  schema: Schema,
  text: unknown,
  direction: Direction = "request",
): unknown {
  return typedText(schema, text, fitsIn(description, direction));
}

function fitsIn(description: Description, direction: Direction): Fits {
  return ({ pointer }, value) => description.accepts(pointer, value, direction);
}
