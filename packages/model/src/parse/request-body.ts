import { append } from "../http/pointer.ts";
import { type MediaType, readContent } from "./media-type.ts";
import { textOf } from "./node.ts";
import type { Reader } from "./reader.ts";

/** Request Body Object (OpenAPI 3.1, section 4.8.13). */
export interface RequestBody {
  /** CommonMark. */
  readonly description: string;
  readonly required: boolean;
  /** At least one. */
  readonly content: readonly MediaType[];
  readonly pointer: string;
}

/** @returns nothing where no media type is described: there is nothing to send then */
export function readRequestBody(reader: Reader, value: unknown, start: string): RequestBody | undefined {
  if (value === undefined) return undefined;
  const { node, pointer } = reader.follow(value, start);
  const content = readContent(reader, node["content"], append(pointer, "content"));
  if (content.length === 0) return undefined;
  return { description: textOf(node["description"]), required: node["required"] === true, content, pointer };
}
