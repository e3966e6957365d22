import { type ExampleRequest, jsonMedia } from "./example.ts";
import type { Description, MediaType, Operation, RequestBody, Response, Schema } from "./types.ts";

/**
 * How the names of a request are laid out where an operation is a function. Where nothing is ambiguous, all of them stand
 * side by side.
 * - `flat`: parameters, and the properties of the body: it is required, an object without composition and without
 *   properties that the description does not name, and none of its names is a parameter's;
 * - `apart`: parameters, and `body`;
 * - `nested`: `path`, `query`, `header`, `cookie` and `body`, since two parameters share a name, or one is called `body`.
 */
export type Layout = "flat" | "apart" | "nested";

/** Names that a client has, or uses, besides its operations: no function can have one of them. */
export const clientNames: ReadonlySet<string> = new Set([
  "AbortError",
  "ApiError",
  "CallOptions",
  "Client",
  "ConnectionError",
  "DocumentedStatusError",
  "InvalidRequestError",
  "MalformedResponseError",
  "Readable",
  "TimeoutError",
  "UndocumentedError",
  "UndocumentedStatusError",
  "Writable",
  "call",
  "components",
  "compose",
  "createClient",
  "isErrorOf",
  "operations",
  "paths",
  "shapes",
]);

/** Names that the standard reserves in modules (ECMAScript 2026, section 12.7.2), and those that would hide globals. */
const reserved = new Set(
  (
    "arguments async await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** A name as an identifier: what can't stand in one divides words. */
export function identifier(name: string): string {
  const [first = "", ...rest] = name.split(/[^\p{ID_Continue}$]+/u).filter(Boolean);
  const joined = first + rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  const whole = /^[\p{ID_Start}$_]/u.test(joined) ? joined : `_${joined}`;
  return reserved.has(whole) ? `${whole}_` : whole;
}

/** The function of an operation: its operationId, as an identifier that is free. */
export function functionName({ id }: Operation): string {
  const name = identifier(id);
  return clientNames.has(name) || name.endsWith("_") ? `${name.replace(/_$/, "")}Operation` : name;
}

/** The function that tells whether something that was thrown is an error of an operation. */
export function guardName(operation: Operation): string {
  const name = functionName(operation);
  return `is${name.slice(0, 1).toUpperCase()}${name.slice(1)}Error`;
}

export function layoutOf(description: Description, { parameters, requestBody }: Operation): Layout {
  const names = parameters.map(({ name }) => name);
  if (new Set(names).size < names.length || names.includes("body")) return "nested";
  if (!requestBody) return "apart";
  const properties = flatProperties(description, requestBody);
  return properties && !Object.keys(properties).some((name) => names.includes(name)) ? "flat" : "apart";
}

/** The properties of a body that can stand beside the parameters. */
function flatProperties(
  description: Description,
  { required, content }: RequestBody,
): Readonly<Record<string, Schema>> | undefined {
  const schema = sentMedia(content)?.schema;
  if (!required || !schema) return undefined;
  const { type, properties, additionalProperties, allOf, anyOf, oneOf, nullable } = description.schema(schema);
  const composed = allOf ?? anyOf ?? oneOf;
  return type === "object" && !composed && !nullable && !additionalProperties ? properties : undefined;
}

/** The media type that a body is sent as: JSON where there is a choice. */
export function sentMedia(content: readonly MediaType[]): MediaType | undefined {
  return jsonMedia(content) ?? content[0];
}

/** What the function of an operation is given for these values. */
export function requestOf(
  layout: Layout,
  { parameters, body }: Pick<ExampleRequest, "parameters" | "body">,
): Record<string, unknown> {
  const own = body !== undefined && { body };
  if (layout === "nested") {
    return { ...Object.fromEntries(Object.entries(parameters).filter(([, of]) => Object.keys(of).length > 0)), ...own };
  }
  const { path, query, header, cookie } = parameters;
  return { ...path, ...query, ...header, ...cookie, ...(layout === "flat" ? Object(body) : own) };
}

/** The documented errors: what the API itself answers with 400 or more. */
export function errorsOf(responses: readonly Response[]): readonly Response[] {
  return responses.filter(({ status }) => /^[45]/.test(status) || status === "default");
}
