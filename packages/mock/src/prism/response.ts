import { essenceOf, kindOf } from "@spkey/model/http/media-type.ts";
import { ofConnection } from "../answer.ts";
import { type PrismResponse, serialize } from "./index.ts";

/**
 * What is described of these is about the API's own connections and bytes, and not about ours (RFC 9112, section 6; RFC 9110,
 * section 8.4): an answer that is sent whole has no `Transfer-Encoding`, and one that is not compressed no `Content-Encoding`.
 */
const ofTransfer: ReadonlySet<string> = new Set([...ofConnection, "content-encoding", "content-length"]);

/** A response that the description has, and that can't be sent. */
export class UnwritableResponse extends Error {}

/**
 * The headers and the body of Prism's response as they are sent.
 *
 * @throws {UnwritableResponse} where Prism can't write its body as its media type
 */
export function writeResponse(response: PrismResponse): { headers: Record<string, string>; body: string | undefined } {
  const headers: Record<string, string> = {};
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    const key = name.toLowerCase();
    if (value == null || ofTransfer.has(key)) continue;
    // A header that is described as well as set, as `Content-Type` is by some, is sent once: Prism sets it last.
    const known = names.get(key);
    if (known !== undefined) delete headers[known];
    names.set(key, name);
    headers[name] = String(value);
  }
  const mediaType = contentType(headers);
  // Whatever is described: it has no content (RFC 9110, section 15.3.6). Of 204 and 304, Node knows that.
  if (response.statusCode === 205) return { headers: withoutContentType(headers), body: undefined };
  try {
    const text: unknown = textOf(response.body, mediaType);
    return { headers, body: text === undefined ? undefined : String(text) };
  } catch (error) {
    const { message } = error as Error; // Prism and what it serializes with throw errors.
    throw new UnwritableResponse(`The description's response can't be written as ${mediaType}: ${message}`);
  }
}

/**
 * Prism has serializers for JSON and XML, of which it does not know the name `text/xml` (RFC 7303, section 9.2). Other values than texts, in whatever else, are written as JSON, as servers do that answer
 * `text/plain`, or any bytes, with an object.
 */
function textOf(body: unknown, mediaType: string | undefined): unknown {
  const isXml = mediaType !== undefined && /^(application|text)\/xml$|\+xml$/.test(essenceOf(mediaType));
  if (body === undefined) return undefined;
  if (isXml) return serialize(body, "application/xml");
  const isOther = mediaType !== undefined && /^(text|bytes|stream)$/.test(kindOf(mediaType));
  return isOther && typeof body !== "string" ? JSON.stringify(body) : serialize(body, mediaType);
}

function withoutContentType(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "content-type"));
}

/** The media type that a response says it has. */
export function contentType(headers: Readonly<Record<string, unknown>>): string | undefined {
  const [, value] = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type") ?? [];
  return typeof value === "string" ? value : undefined;
}
