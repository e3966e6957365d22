import type { Encoding, MediaType } from "../parse/media-type.ts";
import { lookUpProperty } from "../schema/properties.ts";
import { shapesOf } from "../schema/shapes.ts";
import type { Schema } from "../schema/types.ts";
import { resolved, withoutNull } from "../schema/visit.ts";
import { isJson, kindOf } from "./media-type.ts";

/** How one property of a form, or of a multipart body, is written (OpenAPI 3.1, section 4.8.15). */
export interface PartForm {
  readonly name: string;
  /** The media type of the part; of several that are possible, the first one. */
  readonly contentType: string;
  /** Whether that is said in the description: a part in text needs no `Content-Type` otherwise (RFC 7578, section 4.4). */
  readonly explicit: boolean;
  /** An array is one part for each of its items; otherwise it is written as a whole, as JSON is. */
  readonly repeated: boolean;
  /** Bytes, from a file. */
  readonly file: boolean;
  /** Set where the description asks for a style of what is no file of a multipart body: the property is then written as a query parameter is. */
  readonly style?: Pick<Encoding, "style" | "explode" | "allowReserved">;
}

/**
 * Whether a form is made of properties, or a multipart body of those or of items (3.2): what is described as a text, or as bytes, is
 * written by its sender.
 */
export function hasFields({ schema }: Pick<MediaType, "schema">): boolean {
  return schema === undefined || [...shapesOf(schema)].some((shape) => shape !== "scalar");
}

/** How a property of this name is written in a body of this media type. */
export function partForm({ mediaType, schema, encoding }: MediaType, name: string): PartForm {
  const property = schema && lookUpProperty(schema, name);
  const end = property && resolved(withoutNull(property));
  const items = end?.kind === "array" ? end.items : undefined;
  const { contentType, style, explode, allowReserved } = (Object.hasOwn(encoding, name) && encoding[name]) || {};
  const [first = ""] = (contentType ?? "").split(",").map((each) => each.trim());
  const single = items ?? property;
  const file = single !== undefined && isBytes(single);
  // A file is a part of its own, whatever style some converters give to everything.
  const styled =
    !(file && kindOf(mediaType) === "multipart") &&
    (style !== undefined || explode !== undefined || allowReserved === true);
  return {
    name,
    contentType: first || defaultContentType(single),
    explicit: first !== "",
    // What nothing is said of may be an array, too.
    repeated: !isJson(first) && (items !== undefined || end === undefined || end.kind === "any"),
    file,
    ...(styled && {
      style: {
        ...(style !== undefined && { style }),
        ...(explode !== undefined && { explode }),
        allowReserved: allowReserved === true,
      },
    }),
  };
}

/** By the type of the property, or of the items of an array (OpenAPI 3.1, sections 4.8.14.4 and 4.8.15). */
function defaultContentType(schema: Schema | undefined): string {
  const end = schema && resolved(schema);
  if (!end || isBytes(end) || isEncoded(end)) return "application/octet-stream";
  if (end.kind === "object" || end.kind === "array") return "application/json";
  if (end.kind === "union" && end.members.some((member) => resolved(member).kind === "object"))
    return "application/json";
  return "text/plain";
}

/** Bytes that are written as text, as in base64. */
function isEncoded(schema: Schema): boolean {
  const end = resolved(withoutNull(schema));
  return end.kind === "string" && end.contentEncoding !== undefined;
}

function isBytes(schema: Schema): boolean {
  const end = resolved(schema);
  return (
    end.kind === "bytes" || (end.kind === "union" && end.members.some((member) => resolved(member).kind === "bytes"))
  );
}
