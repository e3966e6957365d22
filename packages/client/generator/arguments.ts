import {
  kindOf,
  type MediaType,
  type Notice,
  type Operation,
  type Parameter,
  propertiesOf,
  resolved,
  type Schema,
  schemaFor,
  sentMedia,
  withoutNull,
} from "@spkey/model";
import { pascalCase } from "./names.ts";

/** Where the value of an argument goes: a parameter's place, a property of the body, or the whole body. */
export type ArgumentPlace = Parameter["in"] | "property" | "body";

/** One name in the request of an operation's function. */
export interface Argument {
  /** What the caller calls it. */
  readonly name: string;
  readonly in: ArgumentPlace;
  /** What the description calls it. */
  readonly key: string;
  readonly required: boolean;
  /** CommonMark. */
  readonly description: string;
  readonly deprecated: boolean;
  readonly schema: Schema | undefined;
}

/** What the function of an operation takes. */
export interface OperationArguments {
  /**
   * How the body is given:
   * - `properties`: each property of it by its name, beside the parameters;
   * - `whole`: as the argument `body`;
   * - `none`: there is none.
   */
  readonly body: "properties" | "whole" | "none";
  /** The media type that the body is sent as: JSON where there is a choice, else the first one. */
  readonly media?: MediaType;
  /** Whether the call needs the body. */
  readonly bodyRequired: boolean;
  /** Whether further properties of the body may be given by names that the description does not have. */
  readonly open: boolean;
  readonly arguments: readonly Argument[];
  /** Arguments that could not have the name that the description has for them. */
  readonly warnings: readonly Notice[];
}

/** The extension by which a parameter or a property gets another name among the arguments. */
export const nameExtension = "x-argument-name";

/** In this order, an argument gets its name before others that want it; required ones come before optional ones. */
const precedence: readonly ArgumentPlace[] = ["path", "body", "property", "query", "header", "cookie"];

/**
 * How the parts of a request become arguments. The rule keeps callers of yesterday: parameters, and the properties of a body
 * that is an object, always stand side by side. What is added to a description later is optional; where its name is taken, the
 * newcomer gets another one, made of its place and its name (`queryReason`), or the one that {@link nameExtension} says.
 */
export function argumentsOf(operation: Operation): OperationArguments {
  const { requestBody } = operation;
  const media = requestBody && sentMedia(requestBody.content);
  const schema = media?.schema && schemaFor("request", media.schema);
  const properties = schema ? propertiesOf(schema) : [];
  const body = !media ? "none" : isWritten(media) && properties.length > 0 ? "properties" : "whole";
  const bodyRequired = requestBody?.required ?? false;
  const wanted: Argument[] = [
    ...operation.parameters.map((parameter) => argumentOfParameter(parameter)),
    ...(body === "properties"
      ? properties.map(({ name, required, schema: property }) => argumentOfProperty(name, required, property))
      : []),
    ...(body === "whole" && requestBody
      ? [
          {
            name: "body",
            in: "body" as const,
            key: "body",
            required: bodyRequired,
            description: requestBody.description,
            deprecated: false,
            schema,
          },
        ]
      : []),
  ];
  return {
    body,
    ...(media && { media }),
    bodyRequired,
    open: body === "properties" && schema !== undefined && isOpen(schema),
    ...named(wanted, operation.pointer),
  };
}

function argumentOfParameter(parameter: Parameter): Argument {
  const { name, in: place, required, description, deprecated, schema, extensions } = parameter;
  return { name: renamed(extensions) ?? name, in: place, key: name, required, description, deprecated, schema };
}

function argumentOfProperty(key: string, required: boolean, schema: Schema): Argument {
  return {
    name: renamed(schema.extensions) ?? key,
    in: "property",
    key,
    required,
    description: schema.description ?? "",
    deprecated: schema.deprecated,
    schema,
  };
}

function renamed(extensions: Readonly<Record<string, unknown>>): string | undefined {
  const name = extensions[nameExtension];
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** Whether the client writes a body itself; others, as XML, are given as they are sent. */
export function isWritten({ mediaType }: Pick<MediaType, "mediaType">): boolean {
  return /^(json|form|multipart)$/.test(kindOf(mediaType));
}

/** Whether the description says that an object may have properties that it does not name. */
function isOpen(schema: Schema): boolean {
  const end = resolved(withoutNull(schema));
  return end.kind === "object" && end.additionalProperties !== undefined && end.additionalProperties.kind !== "never";
}

function named(
  wanted: readonly Argument[],
  pointer: string,
): { readonly arguments: readonly Argument[]; readonly warnings: readonly Notice[] } {
  const rank = ({ required, in: place }: Argument) => (required ? 0 : precedence.length) + precedence.indexOf(place);
  const names = new Map<string, Argument>();
  const warnings: Notice[] = [];
  for (const argument of wanted.toSorted((a, b) => rank(a) - rank(b))) {
    let { name } = argument;
    for (let count = 1; names.has(name) || isInherited(name); count++) name = qualified(argument, count);
    names.set(name, argument);
    if (name === argument.name) continue;
    const why = isInherited(argument.name) ? "Every object has" : "Another argument is called";
    warnings.push({
      pointer,
      message: `${why} \`${argument.name}\` already: the ${placeName(argument)} becomes \`${name}\`. Choose a name with \`${nameExtension}\`.`,
    });
  }
  const nameOf = new Map([...names].map(([name, argument]) => [argument, name]));
  return {
    arguments: wanted.map((argument) => ({ ...argument, name: nameOf.get(argument) ?? argument.name })),
    warnings,
  };
}

/** To the compiler, `{}` is no object that may have a text as its `constructor`. */
function isInherited(name: string): boolean {
  return name in Object.prototype;
}

function qualified({ in: place, name }: Argument, count: number): string {
  const prefix = place === "property" ? "body" : place;
  return `${prefix}${pascalCase(name)}${count > 1 ? count : ""}`;
}

function placeName({ in: place, key }: Argument): string {
  if (place === "body") return "body";
  return place === "property" ? `property \`${key}\` of the body` : `${place} parameter \`${key}\``;
}
