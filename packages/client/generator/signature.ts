import type { Description, ExampleRequest, MediaType, Notice, Operation } from "@spkey/model";
import { type Argument, argumentsOf, isWritten, type OperationArguments } from "./arguments.ts";
import { identifier, pascalCase } from "./names.ts";

/** An operation as a function of the client. */
export interface Signature extends OperationArguments {
  readonly operation: Operation;
  /** The name of the function. */
  readonly name: string;
  /** The name of the function that tells whether something that was thrown is an error of the operation. */
  readonly guard: string;
  readonly requestType: string;
  readonly responseType: string;
  readonly errorType: string;
}

/** Names that a client has, or uses, besides its operations: no function and no type of an operation can have one of them. */
const clientNames = [
  "AbortError",
  "ApiError",
  "CallOptions",
  "Client",
  "ConnectionError",
  "DocumentedStatusError",
  "ErrorKind",
  "LogLevel",
  "LogOptions",
  "InvalidRequestError",
  "MalformedResponseError",
  "Readable",
  "TimeoutError",
  "UndocumentedError",
  "UndocumentedStatusError",
  "Writable",
  "call",
  "calls",
  "components",
  "createClient",
  "isApiError",
  "isErrorOf",
  "logger",
  "operations",
  "paths",
  "withResponse",
];

/** The functions of a description's operations, in their order, and what they could not be called. */
export function signaturesOf({ operations }: Pick<Description, "operations">): {
  readonly signatures: readonly Signature[];
  readonly warnings: readonly Notice[];
} {
  const taken = new Set(clientNames);
  const warnings: Notice[] = [];
  const made = new Map<Operation, Signature>();
  // Names that are identifiers as they are come first: an operation that is added later never takes one of them.
  const exactFirst = operations.toSorted(
    (a, b) => Number(identifier(a.id) !== a.id) - Number(identifier(b.id) !== b.id),
  );
  for (const operation of exactFirst) {
    const names = freeNames(operation, taken);
    for (const name of Object.values(names)) taken.add(name);
    if (names.name !== operation.id) {
      warnings.push({
        pointer: operation.pointer,
        message: `\`${operation.id}\` can't be the name of a function of the client: it becomes \`${names.name}\`.`,
      });
    }
    const given = argumentsOf(operation);
    warnings.push(...given.warnings);
    made.set(operation, { ...given, operation, ...names });
  }
  return { signatures: operations.flatMap((operation) => made.get(operation) ?? []), warnings };
}

type Names = Pick<Signature, "name" | "guard" | "requestType" | "responseType" | "errorType">;

function freeNames({ id }: Operation, taken: ReadonlySet<string>): Names {
  const wanted = identifier(id);
  // A reserved word has got an underscore, which no other name ends in.
  const base = wanted.endsWith("_") ? `${wanted.replace(/_+$/, "")}Operation` : wanted;
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : count === 2 ? `${base}Operation` : `${base}Operation${count - 1}`;
    const type = pascalCase(name);
    const names: Names = {
      name,
      guard: `is${type}Error`,
      requestType: `${type}Request`,
      responseType: `${type}Response`,
      errorType: `${type}Error`,
    };
    if (!Object.values(names).some((each) => taken.has(each))) return names;
  }
}

/** Whether the client has a function for it: openapi-typescript has no types of the methods that OpenAPI 3.2 adds. */
export function isCallable({ method }: Operation): boolean {
  return /^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)$/.test(method);
}

/** As much of {@link OperationArguments} as is needed to write a request: it can be kept as JSON. */
export interface RequestForm extends Pick<OperationArguments, "body" | "open"> {
  readonly media?: Pick<MediaType, "mediaType">;
  readonly arguments: readonly Pick<Argument, "name" | "key" | "in">[];
}

/** What a function is given for these values. What it does not take is left out, as a body that it does not write. */
export function requestOf(
  signature: RequestForm,
  { parameters, body }: Pick<ExampleRequest, "parameters" | "body">,
): Record<string, unknown> {
  const given: [string, unknown][] = [];
  const properties: Readonly<Record<string, unknown>> =
    Array.isArray(body) || typeof body !== "object" ? {} : { ...body };
  // A text, or what stands for bytes: an object would have to be written first.
  const sendable = !signature.media || isWritten(signature.media) || !isJsonObject(body);
  for (const { name, key, in: place } of signature.arguments) {
    const value =
      place === "body"
        ? sendable
          ? body
          : undefined
        : place === "property"
          ? own(properties, key)
          : own(parameters[place], key);
    if (value !== undefined) given.push([name, value]);
  }
  if (signature.body === "properties" && signature.open) {
    const known = new Set(signature.arguments.flatMap(({ key, in: place }) => (place === "property" ? [key] : [])));
    given.push(...Object.entries(properties).filter(([key]) => !known.has(key)));
  }
  return Object.fromEntries(given);
}

/** Whether it is an object or an array of JSON, and no Blob or the like. */
function isJsonObject(value: unknown): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(Object(value)) === Object.prototype;
}

/** The arguments that every call has: of a body that may be left out, no property is one. */
export function requiredArguments({ arguments: all, bodyRequired }: OperationArguments): Argument[] {
  return all.filter(({ required, in: place }) => required && (place !== "property" || bodyRequired));
}

function own(values: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
