import { type ParameterForm, serializeParameter } from "./generated/serialize.ts";
import { mergeHeaders } from "./openapi-fetch.ts";
import type { Prepared } from "./overrides.ts";

/** Writes a body. */
type Encode = (body: unknown) => BodyInit;

/** Names a body's media type, where the caller has not, and writes it. */
export function writeBody<Init extends Prepared>(mediaType: string | undefined, encode: Encode, init: Init): Init {
  const type = init.body === undefined || mediaType === undefined ? {} : { "Content-Type": mediaType };
  return { ...init, headers: mergeHeaders(type, init.headers), bodySerializer: encode };
}

export const json: Encode = (body) => JSON.stringify(body);

/** Text, a Blob, bytes: what the platform sends as it is. */
export const raw: Encode = (body) => body as BodyInit; // By the types of the operations.

/** `application/x-www-form-urlencoded` (WHATWG URL, section 5). */
export const form: Encode = (body) =>
  new URLSearchParams(fields(body).map(([name, value]) => [name, text(value)])).toString();

/** The same, with some properties in a style of their own (OpenAPI 3.1, section 4.8.15). */
export const styledForm =
  (forms: readonly ParameterForm[]): Encode =>
  (body) => {
    const others = Object.entries(Object(body)).filter(([name]) => !forms.some((each) => each.name === name));
    const styled = forms.flatMap((each) => {
      const value = Object(body)[each.name];
      return value === undefined ? [] : [serializeParameter(each, value)];
    });
    return [...styled, `${form(Object.fromEntries(others))}`].filter(Boolean).join("&");
  };

/** `multipart/form-data` (RFC 7578); Blobs are files. Its own media type, with the boundary, is the platform's. */
export const multipart: Encode = (body) => {
  if (body instanceof FormData) return body;
  const data = new FormData();
  for (const [name, value] of fields(body)) {
    if (value instanceof Blob) data.append(name, value);
    else data.append(name, text(value));
  }
  return data;
};

/** Multipart bodies with parts that have a `Content-Type` of their own, which `FormData` has for files only. */
export const typedParts =
  (types: { readonly [name: string]: string }, subtype = "form-data"): Encode =>
  (body) => {
    if (body instanceof FormData) return body;
    // A Blob's type is in lower case (File API, section 3.1), and so must the boundary be.
    const boundary = `part-${crypto.randomUUID()}`;
    const entries = Object.entries(Object(body)).flatMap(([name, value]): [string, unknown][] =>
      Array.isArray(value) && !(types[name]?.endsWith("json") && value.every((each) => typeof each !== "object"))
        ? value.map((each) => [name, each])
        : [[name, value]],
    );
    const parts = entries
      .filter(([, value]) => value !== undefined)
      .flatMap(([name, value]) => [`--${boundary}\r\n`, ...part(name, value, types[name]), "\r\n"]);
    return new Blob([...parts, `--${boundary}--\r\n`], { type: `multipart/${subtype}; boundary=${boundary}` });
  };

function part(name: string, value: unknown, given: string | undefined): BlobPart[] {
  const file = value instanceof Blob ? value : undefined;
  const fileName = value instanceof File ? value.name : "blob";
  const type = given ?? (file?.type || (file ? "application/octet-stream" : ""));
  return [
    `Content-Disposition: form-data; name="${quoted(name)}"${file ? `; filename="${quoted(fileName)}"` : ""}`,
    `${type ? `\r\nContent-Type: ${type}` : ""}\r\n\r\n`,
    file ?? ((type.endsWith("json") ? json(value) : text(value)) as string), // Both are texts.
  ];
}

/** As browsers write names (WHATWG HTML, section 4.10.21.8). */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent);
}

/** The fields of an object; an array is several of one name (OpenAPI 3.1, section 4.8.15). */
function fields(body: unknown): [name: string, value: unknown][] {
  return Object.entries(Object(body))
    .flatMap(([name, value]) => [value].flat().map((each): [string, unknown] => [name, each]))
    .filter(([, value]) => value !== undefined);
}

/** What is no plain value is written as JSON. Throws where a text is no Unicode, which would become another one. */
function text(value: unknown): string {
  const written = typeof value === "object" ? JSON.stringify(value) : String(value);
  encodeURIComponent(written);
  return written;
}
