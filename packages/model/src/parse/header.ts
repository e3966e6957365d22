import { append } from "../http/pointer.ts";
import type { Schema } from "../schema/types.ts";
import { type Example, readExamples } from "./example.ts";
import { type MediaType, readContent } from "./media-type.ts";
import { entriesOf, type Node, textOf } from "./node.ts";
import type { Reader } from "./reader.ts";

/** Header Object (OpenAPI 3.1, section 4.8.21). */
export interface Header {
  readonly name: string;
  /** CommonMark. */
  readonly description: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly explode: boolean;
  readonly schema: Schema;
  /** How its value is written, where that is described by a media type. */
  readonly content?: MediaType;
  readonly examples: readonly Example[];
  readonly pointer: string;
}

/** Those of a response or of a part. `Content-Type` is described by the media type: as a header it is ignored (section 4.8.17). */
export function readHeaders(reader: Reader, headers: unknown, start: string): Header[] {
  return entriesOf(headers)
    .filter(([name]) => name.toLowerCase() !== "content-type")
    .map(([name, value]) => {
      const { node, pointer } = reader.follow(value, append(start, name));
      const { schema, content, examples } = readValue(reader, node, pointer);
      return {
        name,
        description: textOf(node["description"]) || (schema.description ?? ""),
        required: node["required"] === true,
        deprecated: node["deprecated"] === true || schema.deprecated,
        explode: node["explode"] === true,
        schema,
        ...(content && { content }),
        examples,
        pointer,
      };
    });
}

/** What a parameter or a header can be: by its schema, or by the one media type under `content` (section 4.8.12.2). */
export function readValue(
  reader: Reader,
  node: Node,
  pointer: string,
): { readonly schema: Schema; readonly content?: MediaType; readonly examples: readonly Example[] } {
  const [content] = readContent(reader, node["content"], append(pointer, "content"));
  const schema = "schema" in node ? reader.schema(node["schema"], append(pointer, "schema")) : content?.schema;
  const own = readExamples(reader, node, pointer);
  const [fallback] = schema?.examples ?? [];
  const ofSchema = schema && fallback !== undefined ? [{ value: fallback, pointer: schema.pointer }] : [];
  return {
    schema: schema ?? reader.schema(true, append(pointer, "schema")),
    ...(content && { content }),
    examples: [own, content?.examples ?? [], ofSchema].find(({ length }) => length > 0) ?? [],
  };
}
