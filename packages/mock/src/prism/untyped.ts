import { covers, isJson, isRange } from "@spkey/model/http/media-type.ts";
import type { Operation } from "./index.ts";

type Response = Operation["responses"][number];
type Content = NonNullable<Response["contents"]>[number];

/** An object is what callers of an API in JSON are most likely to take. */
const examples: NonNullable<Content["examples"]> = [{ id: "untyped", key: "default", value: {} }];

/**
 * Responses with an example where JSON is described, and nothing said of it. Any JSON would do, and no bytes are none (RFC 8259,
 * section 2), which is what Prism answers; to a request that it refuses, without so much as a media type.
 */
export function withUntypedBodies(responses: Operation["responses"]): Operation["responses"] {
  if (!responses.some(({ contents = [] }) => contents.some(isUntyped))) return responses;
  return responses.map((response) => ({
    ...response,
    ...(response.contents && { contents: response.contents.map(withBody) }),
  })) as typeof responses; // As many as there were.
}

function withBody(content: Content): Content {
  return isUntyped(content) ? { ...content, examples } : content;
}

function isUntyped({ mediaType, schema, examples: [example] = [] }: Content): boolean {
  const mayBeJson = isJson(mediaType) || (isRange(mediaType) && covers(mediaType, "application/json"));
  return mayBeJson && schema === undefined && example === undefined;
}
