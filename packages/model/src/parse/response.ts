import { append } from "../http/pointer.ts";
import { type Header, readHeaders } from "./header.ts";
import { type Link, readLinks } from "./link.ts";
import { type MediaType, readContent } from "./media-type.ts";
import { optionalText, patternedFieldsOf, textOf } from "./node.ts";
import type { Reader } from "./reader.ts";

/** Response Object (OpenAPI 3.1, section 4.8.17). */
export interface Response {
  /** `200`, `4XX` or `default`: ranges in upper case. */
  readonly status: string;
  /** 3.2. */
  readonly summary?: string;
  /** CommonMark. */
  readonly description: string;
  readonly headers: readonly Header[];
  /** Empty where there is no body. */
  readonly content: readonly MediaType[];
  readonly links: readonly Link[];
  readonly pointer: string;
}

/** Responses Object (OpenAPI 3.1, section 4.8.16). */
export function readResponses(reader: Reader, responses: unknown, start: string): Response[] {
  return patternedFieldsOf(responses).map(([status, value]) => {
    const { node, pointer } = reader.follow(value, append(start, status));
    return {
      status: status.replace(/^(\d)xx$/i, "$1XX"),
      ...optionalText(node, "summary"),
      description: textOf(node["description"]),
      headers: readHeaders(reader, node["headers"], append(pointer, "headers")),
      content: readContent(reader, node["content"], append(pointer, "content")),
      links: readLinks(reader, node["links"], append(pointer, "links")),
      pointer,
    };
  });
}
