import { type Description, examplesOf, isJson, type Response } from "@spkey/model";
import type { Recorded, Reply } from "@spkey/test-kit";

/** A response as it is described, with the first example of its first media type. */
export function replyOf(description: Description, { status, content: [media] }: Response): Reply {
  const [example] = media ? examplesOf(description, media, "response") : [];
  if (!media || !example) return { status: Number(status) };
  const { value } = example;
  return {
    status: Number(status),
    // One of those that a range stands for.
    headers: { "Content-Type": media.mediaType.replaceAll("*", "x") },
    body: typeof value === "string" && !isJson(media.mediaType) ? value : JSON.stringify(value),
  };
}

/** The texts in the JSON of a body that every language prints as they are. */
export function plainTexts({ headers, body }: Reply): string[] {
  if (typeof body !== "string" || !isJson(headers?.["Content-Type"] ?? "")) return [];
  const value: unknown = JSON.parse(body);
  const texts = typeof value === "object" && value !== null ? Object.values(value) : [value];
  return texts.filter((text) => typeof text === "string").filter((text) => /^[\w ,.-]+$/.test(text));
}

/** What a message says of its own transport (RFC 9110, section 7.6.1), and what fetch sets by itself. */
const ofTheConnection = /^(host|connection|content-length|transfer-encoding|expect|accept-encoding|te|keep-alive)$/;

/** Passes a request on to a server, and its answer back. */
export async function forward({ method, target, headers, body }: Recorded, url: string): Promise<Reply> {
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string" && !ofTheConnection.test(name)) sent.set(name, value);
  }
  const response = await fetch(url + target, {
    method,
    headers: sent,
    body: body.length > 0 ? new Uint8Array(body) : null,
  });
  const type = response.headers.get("Content-Type");
  return {
    status: response.status,
    ...(type !== null && { headers: { "Content-Type": type } }),
    body: new Uint8Array(await response.arrayBuffer()),
  };
}
