import { covers, essenceOf, isRange, kindOf, type MediaType, resolved, suffixedType } from "@spkey/model";
import { type Field, formText, plainFields } from "./form.ts";
import { fileName, type Part, partNotes, partsOf } from "./parts.ts";

/** The body of a request, by the way it is written. Media types are concrete: no ranges. */
export type Body =
  | { readonly kind: "json"; readonly mediaType: string; readonly value: unknown }
  | { readonly kind: "text"; readonly mediaType: string; readonly text: string }
  /** `application/x-www-form-urlencoded`. */
  | { readonly kind: "form"; readonly fields: readonly Field[] }
  /** `multipart/form-data` (RFC 7578). */
  | { readonly kind: "multipart"; readonly parts: readonly Part[] }
  /** Bytes, from a file. */
  | { readonly kind: "binary"; readonly mediaType: string; readonly file: string };

/** A body, or none where the value can't be written in its media type; `notes` say so, and what else is not shown. */
export interface WrittenBody {
  readonly body?: Body;
  readonly notes: readonly string[];
}

/** Writes a value as the body of a media type (OpenAPI 3.1, sections 4.8.14 and 4.8.15). */
export function bodyOf(media: MediaType, value: unknown): WrittenBody {
  const mediaType = concreteType(media, value);
  const notes = isRange(media.mediaType)
    ? [`The body may be of any media type that ${media.mediaType} stands for; this one is ${mediaType}.`]
    : [];
  const body = write(media, mediaType, value);
  if (!body) return { notes: [`The body is left out: its example can't be written as ${media.mediaType}.`] };
  return { body, notes: body.kind === "multipart" ? [...notes, ...partNotes(media, value)] : notes };
}

function write(media: MediaType, mediaType: string, value: unknown): Body | undefined {
  const kind = kindOf(mediaType);
  switch (kind) {
    case "json":
      return { kind, mediaType, value };
    case "form":
      return typeof value === "string" ? { kind: "text", mediaType, text: value } : formBody(media, mediaType, value);
    case "multipart":
      // The other kinds (RFC 2046, section 5.1.3) are not what any of our languages has a function for.
      return essenceOf(mediaType) === "multipart/form-data" && isObject(value)
        ? { kind, parts: partsOf(media, value) }
        : undefined;
    case "stream":
      return textBody(mediaType, Array.isArray(value) ? linesOf(mediaType, value) : value);
    case "text":
      return textBody(mediaType, value);
    case "bytes":
      return isText(media) && typeof value === "string"
        ? { kind: "text", mediaType, text: value }
        : { kind: "binary", mediaType, file: fileName(value) };
  }
}

function formBody(media: MediaType, mediaType: string, value: unknown): Body | undefined {
  if (!isObject(value)) return undefined;
  const text = formText(media, value);
  const fields = plainFields(text);
  return fields ? { kind: "form", fields } : { kind: "text", mediaType, text };
}

function textBody(mediaType: string, value: unknown): Body | undefined {
  return typeof value === "string" ? { kind: "text", mediaType, text: value } : undefined;
}

/** A sequence of JSON values: a line each, or after a record separator each (RFC 7464, section 2.2). */
function linesOf(mediaType: string, values: readonly unknown[]): string | undefined {
  if (essenceOf(mediaType).startsWith("text/")) return undefined; // Events are not made of values alone.
  const mark = essenceOf(mediaType).endsWith("json-seq") ? "\x1e" : "";
  return values.map((value) => `${mark}${JSON.stringify(value)}\n`).join("");
}

/** A `Content-Type` is never a range (RFC 9110, section 8.3): the first type of the range that fits the value. */
function concreteType(media: MediaType, value: unknown): string {
  const { mediaType } = media;
  if (!isRange(mediaType)) return mediaType;
  const fitting = isText(media) && typeof value === "string" ? ["text/plain"] : [];
  const others = typeof value === "string" ? [] : ["application/json"];
  const known = [
    ...fitting,
    ...others,
    "application/octet-stream",
    "text/plain",
    "image/png",
    "audio/mpeg",
    "video/mp4",
  ];
  return suffixedType(mediaType) ?? known.find((each) => covers(mediaType, each)) ?? "application/octet-stream";
}

/** Whether a schema says that the body is text; nothing said of it means bytes (OpenAPI 3.1, section 4.8.14.2). */
function isText({ schema }: MediaType): boolean {
  const end = schema && resolved(schema);
  return end !== undefined && end.kind !== "bytes" && end.kind !== "any";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
