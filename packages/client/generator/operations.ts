import {
  type Description,
  errorsOf,
  exampleRequest,
  hasFields,
  isExact,
  isNullable,
  kindOf,
  type Operation,
  type Response,
  successesOf,
  tokensOf,
} from "@spkey/model";
import { type Argument, isWritten } from "./arguments.ts";
import type { Credentials } from "./credentials.ts";
import { statusKey } from "./expected-responses.ts";
import { bodyKindOf } from "./media.ts";
import { comment, literal, typeKey } from "./names.ts";
import { requestOf, requiredArguments, type Signature } from "./signature.ts";
import { kindsOf } from "./validators.ts";

/** What the types of one operation are made of. */
export interface Types {
  /** The operation in the types of openapi-typescript. */
  readonly base: string;
  /** The type of something that is sent, or answered, without what is only answered, or sent. */
  readonly sent: (type: string) => string;
  readonly answered: (type: string) => string;
}

/** The module with a function, and the types, of each operation. */
export function operationsModule(
  description: Description,
  signatures: readonly Signature[],
  credentials: Credentials,
): string {
  const code = signatures
    .map((signature) => operationCode(description, signature, credentials, typesOf(signature, description.directional)))
    .join("\n");
  const imported = namesOfSchema(code);
  if (signatures.length === 0) return "export {};\n";
  return [
    'import type { Client } from "../client.ts";',
    `import type { ${code.includes("DocumentedStatusError<") ? "DocumentedStatusError, " : ""}UndocumentedError } from "../errors.ts";`,
    'import { call, isErrorOf } from "../operation.ts";',
    'import type { CallOptions } from "../options.ts";',
    'import * as calls from "./calls.ts";',
    ...(imported.length > 0 ? [`import type { ${imported.join(", ")} } from "./schema.ts";`] : []),
    "",
    code,
  ].join("\n");
}

/** What code uses of the types of openapi-typescript. */
export function namesOfSchema(code: string): string[] {
  return ["components", "operations", "paths", "Readable", "Writable"].filter((name) =>
    new RegExp(`\\b${name}[[<]`).test(code),
  );
}

function operationCode(description: Description, signature: Signature, credentials: Credentials, types: Types): string {
  const { operation, name, guard, requestType, responseType, errorType } = signature;
  const optional = requiredArguments(signature).length === 0;
  const clients = clientType(credentials.requirements(operation));
  return `${requestCode(signature, types)}

${comment([`What \`${name}\` answers.`])}export type ${responseType} = ${answerType(operation.responses, types)};

${comment([`What \`${name}\` throws: an answer that is documented, or one of the errors of any call.`])}export type ${errorType} = ${errorTypes(operation.responses, types)};

${comment([`Whether something that was thrown is an error of \`${name}\`; its \`kind\` and \`status\` then tell its type.`])}export function ${guard}(error: unknown): error is ${errorType} {
  return isErrorOf(${JSON.stringify(operation.id)}, error);
}

${comment(documentation(description, signature))}export function ${name}(client: ${clients}, request${optional ? "?" : ""}: ${requestType}, options?: CallOptions): Promise<${responseType}> {
  return call(client, calls.${name}, request, options);
}
`;
}

/** A client with the credentials that are needed; of alternatives, with any of them. */
function clientType(requirements: readonly (readonly string[])[]): string {
  if (requirements.length === 0 || requirements.some(({ length }) => length === 0)) return "Client";
  return requirements.map((keys) => `Client<${keys.map((key) => JSON.stringify(key)).join(" | ")}>`).join(" | ");
}

/**
 * The type of the request. The properties of a body that may be left out stand in a type of their own: all that it requires,
 * or none of it.
 */
function requestCode(signature: Signature, types: Types): string {
  const { name, requestType, arguments: all, open, body, bodyRequired } = signature;
  const what = comment([`What \`${name}\` takes.`]);
  const field = (argument: Argument) =>
    `${comment([argument.description, ...(argument.deprecated ? ["@deprecated"] : [])], "  ")}  readonly ${literal(argument.name)}${argument.required ? "" : "?"}: ${typeOf(argument, signature, types)};\n`;
  const others = open ? "  /** Further properties of the body. */\n  readonly [name: string]: unknown;\n" : "";
  // A request that is empty today takes nothing, so that what it takes tomorrow means nothing else to callers of today.
  if (all.length === 0) return `${what}export type ${requestType} = { readonly [name: string]: never };\n`;
  const properties = all.filter(({ in: place }) => place === "property");
  if (body !== "properties" || bodyRequired || !properties.some(({ required }) => required)) {
    return `${what}export interface ${requestType} {\n${all.map(field).join("")}${others}}\n`;
  }
  const parameters = all.filter(({ in: place }) => place !== "property");
  const none = properties.map((argument) => `  readonly ${literal(argument.name)}?: undefined;\n`).join("");
  return [
    `${what}export type ${requestType} = {\n${parameters.map(field).join("")}} & (`,
    `  | {\n${properties.map(field).join("")}${others}}`,
    `  | {\n${none}}`,
    ");\n",
  ].join("\n");
}

function typeOf({ in: place, key, schema, required }: Argument, signature: Signature, types: Types): string {
  const body = () =>
    componentType(signature) ??
    `NonNullable<${types.base}["requestBody"]>["content"][${JSON.stringify(signature.media?.mediaType)}]`;
  switch (place) {
    case "body":
      if (isWholeMultipart(signature)) return "FormData | Blob";
      return isGivenAsSent(signature) ? "string | Blob | ArrayBuffer | Uint8Array" : types.sent(body());
    case "property": {
      // What is only named under `required` has no type of its own.
      if (schema?.kind === "any" || schema?.kind === "never") return "unknown";
      const type = types.sent(`${nonNull(body(), signature)}[${JSON.stringify(key)}]`);
      return required ? type : `${type} | undefined`;
    }
    default: {
      const type = types.sent(`NonNullable<${types.base}["parameters"]["${place}"]>[${JSON.stringify(key)}]`);
      return required ? type : `${type} | undefined`;
    }
  }
}

/** Whether it is described as bytes: the caller names its parts. */
function isWholeMultipart({ media }: Signature): boolean {
  return media !== undefined && kindOf(media.mediaType) === "multipart" && !hasFields(media);
}

/** Whether the caller writes the body, and its type says nothing of how. */
function isGivenAsSent({ media }: Signature): boolean {
  if (!media || isWritten(media)) return false;
  const kinds = media.schema && kindsOf(media.schema);
  return !kinds || [...kinds].some((kind) => kind !== "string" && kind !== "bytes");
}

/** An object that may also be null has no properties, to the compiler. */
function nonNull(type: string, { media }: Signature): string {
  return media?.schema && isNullable(media.schema) ? `NonNullable<${type}>` : type;
}

/** The type that openapi-typescript has for a body that is a schema of the components: it says more in an editor. */
function componentType({ media }: Signature): string | undefined {
  if (media?.schema?.kind !== "reference") return undefined;
  const [root, kind, name, ...more] = tokensOf(media.schema.target);
  return root === "components" && kind === "schemas" && name !== undefined && more.length === 0
    ? `components["schemas"][${JSON.stringify(name)}]`
    : undefined;
}

function answerType(responses: readonly Response[], types: Types): string {
  const each = successesOf(responses).map((response) => types.answered(bodyType(response, types)));
  return [...new Set(each)].join(" | ") || "unknown";
}

/** The bodies of documented errors. */
export function errorBodies(responses: readonly Response[], types: Types): string {
  const each = errorsOf(responses).map((response) => types.answered(bodyType(response, types, true)));
  return [...new Set(each)].join(" | ") || "unknown";
}

function errorTypes(responses: readonly Response[], types: Types): string {
  const documented = errorsOf(responses).map((response) => {
    const status = isExact(response.status) ? response.status : "number";
    return `DocumentedStatusError<${status}, ${types.answered(bodyType(response, types, true))}>`;
  });
  return [...documented, "UndocumentedError"].join(" | ");
}

/** The type of a body, by what the client makes of it. */
function bodyType({ status, content }: Response, { base }: Types, error = false): string {
  const each = content.map(({ mediaType }) => {
    const kind = bodyKindOf(mediaType);
    if (kind === "json") return `${base}["responses"][${statusKey(status)}]["content"][${JSON.stringify(mediaType)}]`;
    return error || kind === "text" ? "string" : kind === "blob" ? "Blob" : "ReadableStream<Uint8Array>";
  });
  return [...new Set(each)].join(" | ") || "undefined";
}

export function typesOf({ operation }: Signature, directional: boolean): Types {
  const wrap = (helper: string) => (type: string) => (directional && /\["/.test(type) ? `${helper}<${type}>` : type);
  return {
    base: `operations[${JSON.stringify(typeKey(operation.id))}]`,
    sent: wrap("Writable"),
    answered: wrap("Readable"),
  };
}

/** Summary, description, errors and an example, from the description. */
function documentation(description: Description, signature: Signature): string[] {
  const { operation, name } = signature;
  const { summary, description: text, deprecated, responses } = operation;
  return [
    ...(summary ? [summary, ""] : []),
    ...(text ? [...text.split("\n"), ""] : []),
    ...errorsOf(responses).map(
      ({ status, description: why }) => `@throws {DocumentedStatusError} ${status}: ${why.replaceAll(/\s+/g, " ")}`,
    ),
    "@throws {UndocumentedError} another answer, or none",
    "@example",
    "```ts",
    ...`const answer = await ${name}(client${exampleArguments(description, operation, signature)});`.split("\n"),
    "```",
    ...(deprecated ? ["@deprecated"] : []),
  ];
}

function exampleArguments(description: Description, operation: Operation, signature: Signature): string {
  const given = requestOf(signature, exampleRequest(description, operation));
  return Object.keys(given).length > 0 ? `, ${JSON.stringify(given, null, 2)}` : "";
}
