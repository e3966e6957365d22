import type { ParameterForm } from "./generated/serialize.ts";
import { mergeHeaders } from "./openapi-fetch.ts";
import type { Prepared } from "./overrides.ts";
import { written } from "./parameters.ts";
import { jsonType } from "./response.ts";

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
  body instanceof URLSearchParams
    ? body
    : new URLSearchParams(fields(body).map(([name, value]) => [name, text(value)])).toString();

/** The same, with some properties in a style of their own, or as JSON (OpenAPI 3.1, section 4.8.15). */
export const styledForm =
  (forms: readonly ParameterForm[]): Encode =>
  (body) => {
    if (body instanceof URLSearchParams) return body;
    const texts = Object.entries(Object(body)).map(([name, value]) => {
      const own = forms.find((each) => each.name === name);
      return own ? styled(own, value) : `${form({ [name]: value })}`;
    });
    return texts.filter(Boolean).join("&");
  };

/** As in a query, nothing is written of null, except where it is JSON. */
function styled(own: ParameterForm, value: unknown): string {
  return value === undefined || (value === null && !own.json) ? "" : written(own, value);
}

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

/** Parts in a style of their own become the fields that a form has of them, but that nothing is percent-encoded. */
export const styledParts =
  (forms: readonly ParameterForm[], encode: Encode): Encode =>
  (body) => {
    if (body instanceof FormData) return body;
    // Without a prototype, `__proto__` is a name like any other.
    const parts: Record<string, unknown> = Object.create(null);
    for (const [name, value] of Object.entries(Object(body))) {
      const own = forms.find((each) => each.name === name);
      const all = own ? new URLSearchParams(styled(own, value)) : [[name, value] as const];
      for (const [key, each] of all) parts[key] = key in parts ? [parts[key], each].flat() : each;
    }
    return encode(parts);
  };

/** What the description says of a part. */
interface PartType {
  readonly name: string;
  /** Its media type, or several with commas between them. */
  readonly type: string;
  /** An array is one part, as JSON is; otherwise each of its items is one. */
  readonly whole?: boolean;
}

/** Multipart bodies with parts that have a `Content-Type` of their own, which `FormData` has for files only. */
export const typedParts =
  (types: readonly PartType[], subtype = "form-data"): Encode =>
  (body) => {
    if (body instanceof FormData) return body;
    // A Blob's type is in lower case (File API, section 3.1), and so must the boundary be.
    const boundary = `part-${crypto.randomUUID()}`;
    const parts = Object.entries(Object(body)).flatMap(([name, value]) => {
      const own = types.find((each) => each.name === name);
      return (own?.whole ? [value] : [value].flat())
        .filter((each) => each !== undefined)
        .flatMap((each) => [`--${boundary}\r\n`, ...part(name, each, own?.type), "\r\n"]);
    });
    return new Blob([...parts, `--${boundary}--\r\n`], { type: `multipart/${subtype}; boundary=${boundary}` });
  };

function part(name: string, value: unknown, given: string | undefined): BlobPart[] {
  const file = value instanceof Blob ? value : undefined;
  const fileName = value instanceof File ? value.name : "blob";
  const type = typeOf(file, given);
  return [
    `Content-Disposition: form-data; name="${quoted(name)}"${file ? `; filename="${quoted(fileName)}"` : ""}`,
    `${type ? `\r\nContent-Type: ${type}` : ""}\r\n\r\n`,
    file ?? ((jsonType.test(type) ? json(value) : text(value)) as string), // Both are texts.
  ];
}

/** Of several media types, or ranges, the one that a file says it has; else the first. */
function typeOf(file: Blob | undefined, given = ""): string {
  const types = given.split(",").map((each) => each.trim());
  const own = file?.type;
  if (own && types.some((each) => own.startsWith(each.toLowerCase().replace(/\*.*/, "")))) return own;
  return types[0] || (file ? "application/octet-stream" : "");
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
