import { mergeHeaders } from "openapi-fetch";
import type { Prepared } from "./special.ts";

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
