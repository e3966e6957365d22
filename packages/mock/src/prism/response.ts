import { type PrismResponse, serialize } from "./index.ts";

/** A response that the description has, and that can't be sent. */
export class UnwritableResponse extends Error {}

/**
 * The headers and the body of Prism's response as they are sent.
 *
 * @throws {UnwritableResponse} where Prism can't write its body as its media type
 */
export function writeResponse(response: PrismResponse): { headers: Record<string, string>; body: string | undefined } {
  const headers = Object.fromEntries(
    Object.entries(response.headers ?? {}).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])),
  );
  const mediaType = contentType(headers);
  try {
    const text: unknown = serialize(response.body, mediaType);
    return { headers, body: text === undefined ? undefined : String(text) };
  } catch (error) {
    const { message } = error as Error; // Prism and what it serializes with throw errors.
    throw new UnwritableResponse(`The description's response can't be written as ${mediaType}: ${message}`);
  }
}

/** The media type that a response says it has. */
export function contentType(headers: Readonly<Record<string, unknown>>): string | undefined {
  const [, value] = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type") ?? [];
  return typeof value === "string" ? value : undefined;
}
