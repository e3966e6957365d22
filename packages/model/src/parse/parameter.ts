import { isHeaderName } from "../http/header-name.ts";
import { isJson } from "../http/media-type.ts";
import type { ParameterForm, ParameterStyle } from "../http/serialize.ts";
import type { Schema } from "../schema/types.ts";
import type { Example } from "./example.ts";
import { readValue } from "./header.ts";
import type { MediaType } from "./media-type.ts";
import { type Node, textOf } from "./node.ts";
import type { Reader } from "./reader.ts";
import { placesOf } from "./references.ts";

/** Parameter Object (OpenAPI 3.1, section 4.8.12). Its form is what the serializer of parameters goes by. */
export interface Parameter extends ParameterForm {
  readonly required: boolean;
  /** CommonMark. */
  readonly description: string;
  readonly deprecated: boolean;
  readonly allowEmptyValue: boolean;
  readonly schema: Schema;
  /** The media type that its value is written as, where it is described by `content`. */
  readonly content?: MediaType;
  /** Those that are written, here or at the schema. */
  readonly examples: readonly Example[];
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly pointer: string;
}

const defaultStyle = { path: "simple", query: "form", header: "simple", cookie: "form" } as const;

/** Headers that other parts of a description are about: as parameters they are ignored (section 4.8.12.2.1). */
const ignored = /^(accept|authorization|content-type)$/i;

/** Whether the specification says to ignore this parameter. */
function isIgnored(parameter: Node): boolean {
  return parameter["in"] === "header" && ignored.test(textOf(parameter["name"]));
}

/** Headers that are about the connection and the bytes that are sent: whoever sends them sets them (RFC 9110, section 7.6.1). */
const ofTransfer = /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

function isOfTransfer(parameter: Node): boolean {
  return parameter["in"] === "header" && ofTransfer.test(textOf(parameter["name"]));
}

function isNoHeader(parameter: Node): boolean {
  return parameter["in"] === "header" && !isHeaderName(textOf(parameter["name"]));
}

/** Whether a parameter is none to us: one to ignore, or one that nobody could send. */
export function isLeftOut(parameter: Node): boolean {
  return [isIgnored, isOfTransfer, isNoHeader].some((is) => is(parameter)) || textOf(parameter["name"]) === "";
}

/** Parameters of a path and of its operation: the operation's override the path's of the same name and place (section 4.8.10). */
export function readParameters(
  reader: Reader,
  lists: readonly { readonly list: unknown; readonly pointer: string }[],
): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const place of lists.flatMap(({ list, pointer }) => placesOf(list, pointer))) {
    const { node, pointer } = reader.follow(place.node, place.pointer);
    const parameter = readParameter(reader, node, pointer);
    if (parameter) parameters.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...parameters.values()];
}

function readParameter(reader: Reader, node: Node, pointer: string): Parameter | undefined {
  const [name, location] = [textOf(node["name"]), textOf(node["in"])];
  if (!isPlace(location)) {
    reader.report.unsupported(pointer, `Parameters in \`${location}\` are not sent: no product knows this place.`);
    return undefined;
  }
  if (name === "") {
    reader.report.unsupported(pointer, "A parameter without a name can't be sent: it is left out.");
    return undefined;
  }
  if (isNoHeader(node)) {
    reader.report.unsupported(
      pointer,
      `\`${name}\` is no name of a header (RFC 9110, section 5.1), and can't be sent: it is left out.`,
    );
    return undefined;
  }
  if (isOfTransfer(node)) {
    reader.report.unsupported(pointer, `The header ${name} is set by whoever sends the request: it is left out.`);
    return undefined;
  }
  if (isIgnored(node)) {
    reader.report.warning(pointer, `The header ${name} is no parameter: the specification says to ignore it here.`);
    return undefined;
  }
  const style = styleOf(textOf(node["style"])) ?? defaultStyle[location];
  const { schema, content, examples } = readValue(reader, node, pointer);
  return {
    name,
    in: location,
    required: node["required"] === true || location === "path",
    description: textOf(node["description"]) || (schema.description ?? ""),
    deprecated: node["deprecated"] === true || schema.deprecated,
    allowEmptyValue: node["allowEmptyValue"] === true,
    // Of a query only (section 4.8.12.2.1): a `/` in the value of a path would lead to another one.
    allowReserved: location === "query" && node["allowReserved"] === true,
    style,
    explode: typeof node["explode"] === "boolean" ? node["explode"] : style === "form",
    json: content !== undefined && isJson(content.mediaType),
    schema,
    ...(content && { content }),
    examples,
    extensions: Object.fromEntries(Object.entries(node).filter(([field]) => field.startsWith("x-"))),
    pointer,
  };
}

function isPlace(text: string): text is Parameter["in"] {
  return Object.hasOwn(defaultStyle, text);
}

/** `cookie` of 3.2 is what browsers do with `form`; what no specification knows is left to the default. */
function styleOf(text: string): ParameterStyle | undefined {
  const styles: readonly ParameterStyle[] = [
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
  ];
  return text === "cookie" ? "form" : styles.find((style) => style === text);
}
