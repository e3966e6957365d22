import type { Description, MediaType, Schema } from "@spkey/spec";

/** The body of a request, by the way it is written. */
export type Body =
  | { readonly kind: "json"; readonly mediaType: string; readonly value: unknown }
  | { readonly kind: "text"; readonly mediaType: string; readonly text: string }
  /** `application/x-www-form-urlencoded`. */
  | { readonly kind: "form"; readonly fields: readonly Field[] }
  /** `multipart/form-data` (RFC 7578). */
  | { readonly kind: "multipart"; readonly parts: readonly Part[] }
  /** Bytes, from a file. */
  | { readonly kind: "binary"; readonly mediaType: string; readonly file: string };

export type Field = readonly [name: string, value: string];

/** A field, or a file that is uploaded. */
export type Part = { readonly name: string; readonly value: string } | { readonly name: string; readonly file: string };

/** How the body of a media type is written (OpenAPI 3.1, sections 4.8.14 and 4.8.15). */
export function bodyOf(description: Description, { mediaType, schema = {} }: MediaType, value: unknown): Body {
  const type = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (/^application\/(.+\+)?json$/.test(type)) return { kind: "json", mediaType, value };
  const properties = description.schema(schema).properties ?? {};
  if (type === "application/x-www-form-urlencoded") return { kind: "form", fields: fieldsOf(value) };
  if (type === "multipart/form-data") {
    const isFile = (name: string) => {
      const property = properties[name];
      return property !== undefined && isBinary(description.schema(itemsOf(property)));
    };
    return {
      kind: "multipart",
      parts: fieldsOf(value).map(([name, text]) =>
        isFile(name) ? { name, file: fileName(text) } : { name, value: text },
      ),
    };
  }
  const text =
    type.startsWith("text/") || /[/+](xml|yaml|ndjson|csv)$/.test(type) || !isBinary(description.schema(schema));
  if (text && typeof value === "string") return { kind: "text", mediaType, text: value };
  return { kind: "binary", mediaType, file: fileName(value) };
}

/** The fields of an object, an array as several of one name; what is an object itself is written as JSON. */
function fieldsOf(value: unknown): Field[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    (Array.isArray(item) ? item : [item]).map((single): Field => [name, fieldText(single)]),
  );
}

function fieldText(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

function itemsOf(schema: Schema): Schema {
  return schema.items ?? schema;
}

/** `format: binary` (OpenAPI 3.0), `contentMediaType` without an encoding, or nothing said at all (OpenAPI 3.1). */
function isBinary(schema: Schema): boolean {
  return schema.format === "binary" || schema.contentMediaType !== undefined || Object.keys(schema).length === 0;
}

/** An example of bytes can't be shown as text; what looks like the name of a file is taken for one. */
function fileName(value: unknown): string {
  return typeof value === "string" && /^[\w-]+\.\w{1,5}$/.test(value) ? value : "file.bin";
}
