import { STATUS_CODES } from "node:http";
import { type Description, examplesOf, isExact, jsonMedia, type Operation } from "@spkey/model";
import type { Request, Response } from "./types.ts";

/** The documented responses of an operation, one for each example, as they are kept beside a request. */
export function collectionResponses(
  description: Description,
  { responses }: Operation,
  originalRequest: Request,
): Omit<Response, "id">[] {
  return responses.flatMap(({ status, description: words, content }) => {
    const title = firstLine(words) || status;
    const code = codeOf(status);
    const about = { originalRequest, ...(code !== undefined && { code, status: STATUS_CODES[code] ?? "" }) };
    const media = jsonMedia(content) ?? content[0];
    if (!media) return [{ name: title, header: [], ...about }];
    const header = [{ key: "Content-Type", value: media.mediaType }];
    const examples = examplesOf(description, media, "response");
    if (examples.length === 0) return [{ name: title, header, ...about }];
    return examples.map(({ name, summary, value }) => ({
      name: examples.length > 1 ? `${title} (${summary ?? name ?? ""})` : title,
      header,
      body: typeof value === "string" ? value : JSON.stringify(value, null, 2),
      ...about,
    }));
  });
}

/** Of a range of statuses, the first; `default` is none. */
function codeOf(status: string): number | undefined {
  if (isExact(status)) return Number(status);
  const [, digit] = /^(\d)/.exec(status) ?? [];
  return digit === undefined ? undefined : Number(digit) * 100;
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
