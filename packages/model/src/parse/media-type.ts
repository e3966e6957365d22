import { append } from "../http/pointer.ts";
import type { ParameterStyle } from "../http/serialize.ts";
import type { Schema } from "../schema/types.ts";
import { type Example, readExamples } from "./example.ts";
import { type Header, readHeaders } from "./header.ts";
import { asNode, entriesOf, optionalText } from "./node.ts";
import type { Reader } from "./reader.ts";

/** Media Type Object (OpenAPI 3.1, section 4.8.14). */
export interface MediaType {
  /** As it is written: a media type or a range of them. */
  readonly mediaType: string;
  readonly schema?: Schema;
  /** Of each item of a stream or a list (3.2). */
  readonly itemSchema?: Schema;
  /** Those that are written, here or at the schema. */
  readonly examples: readonly Example[];
  /** By the name of the property that is written so. */
  readonly encoding: Readonly<Record<string, Encoding>>;
  readonly pointer: string;
}

/** Encoding Object (OpenAPI 3.1, section 4.8.15): how a property of a form, or a part of a multipart body, is written. */
export interface Encoding {
  /** One or several, with commas between them. */
  readonly contentType?: string;
  readonly headers: readonly Header[];
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
  readonly allowReserved: boolean;
}

/** The media types of a body, a parameter or a header. */
export function readContent(reader: Reader, content: unknown, pointer: string): MediaType[] {
  return entriesOf(content).map(([mediaType, value]) =>
    readMediaType(reader, mediaType, value, append(pointer, mediaType)),
  );
}

function readMediaType(reader: Reader, mediaType: string, value: unknown, start: string): MediaType {
  const { node, pointer } = reader.follow(value, start);
  for (const field of ["prefixEncoding", "itemEncoding"]) {
    if (field in node)
      reader.report.unsupported(append(pointer, field), `\`${field}\` of OpenAPI 3.2 is not used by any product yet.`);
  }
  const schema = "schema" in node ? reader.schema(node["schema"], append(pointer, "schema")) : undefined;
  const written = readExamples(reader, node, pointer);
  const [fallback] = schema?.examples ?? [];
  return {
    mediaType,
    ...(schema && { schema }),
    ...("itemSchema" in node && { itemSchema: reader.schema(node["itemSchema"], append(pointer, "itemSchema")) }),
    examples:
      written.length > 0 || fallback === undefined
        ? written
        : [{ value: fallback, pointer: schema?.pointer ?? pointer }],
    encoding: Object.fromEntries(
      entriesOf(node["encoding"]).map(([name, encoding]) => [
        name,
        readEncoding(reader, encoding, append(pointer, "encoding", name)),
      ]),
    ),
    pointer,
  };
}

function readEncoding(reader: Reader, value: unknown, pointer: string): Encoding {
  const node = asNode(value);
  const { style, explode } = node;
  return {
    ...optionalText(node, "contentType"),
    headers: readHeaders(reader, node["headers"], append(pointer, "headers")),
    ...(typeof style === "string" && { style: style as ParameterStyle }), // As the specification has it.
    ...(typeof explode === "boolean" && { explode }),
    allowReserved: node["allowReserved"] === true,
  };
}
