import { isCallable, type Signature, signaturesOf } from "@spkey/client/signature";
import { repetitionOf } from "@spkey/docs/documentation";
import {
  type Description,
  type ExampleRequest,
  exampleRequest,
  isPublic,
  kindOf,
  type Operation,
  type Parameter,
  type Schema,
  selfContainedSchemas,
  serverUrl,
  visitSchema,
} from "@spkey/model";
import { type Credential, sampleRequest } from "@spkey/samples";
import type { CallableOperation, CredentialSource } from "../src/call/operation.ts";

/** The operations of a description, as they can be called. */
export function callableOperations(description: Description): CallableOperation[] {
  const selfContained = selfContainedSchemas(description, "request");
  return signaturesOf(description).signatures.map((signature) => {
    const { operation, name, body, open, media } = signature;
    const { id, method, path, summary, security, servers } = operation;
    const credentials = sampleRequest(description, operation).credentials.map(sourceOf);
    const refusal = refusalOf(signature, credentials);
    return {
      id,
      title: summary || id,
      method,
      path,
      repetition: repetitionOf(operation),
      function: name,
      form: {
        body,
        open,
        ...(media && { media: { mediaType: media.mediaType } }),
        arguments: signature.arguments.map(({ name: own, key, in: place }) => ({ name: own, key, in: place })),
      },
      inputSchema: inputSchema(signature, exampleRequest(description, operation), selfContained),
      credentials,
      open: security.length === 0 || isPublic(security),
      hasServer: URL.canParse(serverUrl(servers[0])),
      ...(refusal !== undefined && { refusal }),
    };
  });
}

function sourceOf(credential: Credential): CredentialSource {
  const { key } = credential;
  if (credential.kind !== "basic") return { key, variables: [credential.variable] };
  return { key, variables: [credential.username, credential.password] };
}

/** Why an assistant can't call it, where it can't. */
function refusalOf({ operation, media }: Signature, credentials: readonly CredentialSource[]): string | undefined {
  if (!isCallable(operation)) return `the client does not send ${operation.method}.`;
  if (operation.method === "TRACE") return "`fetch` refuses TRACE.";
  const unsent = unsentOf(operation, credentials);
  if (unsent.length > 0) return `its credentials can't be sent from here: ${unsent.join(", ")}.`;
  if (!media) return undefined;
  const sent = kindOf(media.mediaType);
  if (sent === "stream") return "its body is a stream, which the arguments of a tool can't hold.";
  const hasFiles = sent === "bytes" || (sent !== "text" && media.schema !== undefined && hasBytes(media.schema));
  return hasFiles ? "its body has files, which the arguments of a tool can't hold." : undefined;
}

/** The credentials that are not sent, where no alternative can be sent whole (OpenAPI 3.1, section 4.8.30). */
function unsentOf({ security }: Operation, credentials: readonly CredentialSource[]): readonly string[] {
  if (isPublic(security)) return [];
  const sent = new Set(credentials.map(({ key }) => key));
  const left = security.map((all) => all.map(({ scheme }) => scheme.key).filter((key) => !sent.has(key)));
  return left.some(({ length }) => length === 0) ? [] : (left[0] ?? []);
}

function hasBytes(schema: Schema): boolean {
  let found = false;
  visitSchema(schema, ({ kind }) => {
    found ||= kind === "bytes";
  });
  return found;
}

const places = ["path", "query", "header", "cookie"] as const satisfies readonly Parameter["in"][];

/** What a tool takes: the parameters by their places, and the body. */
function inputSchema(
  { operation, media, bodyRequired }: Signature,
  example: ExampleRequest,
  selfContained: ReturnType<typeof selfContainedSchemas>,
): CallableOperation["inputSchema"] {
  const { parameters, requestBody } = operation;
  const body = media?.schema;
  const sent = [...parameters.map(({ schema }) => schema), ...(body ? [body] : [])];
  const { schemas, definitions } = selfContained(sent.map(({ pointer }) => pointer));
  const of = (schema: Schema) => schemas[sent.indexOf(schema)];
  const groups = places.flatMap((place) => {
    const own = parameters.filter((parameter) => parameter.in === place);
    if (own.length === 0) return [];
    const required = own.filter((parameter) => parameter.required).map(({ name }) => name);
    const properties = own.map((parameter) => [parameter.name, described(of(parameter.schema), parameter)] as const);
    return [
      [place, { type: "object", properties: Object.fromEntries(properties), required, additionalProperties: false }],
    ] as const;
  });
  const isText = media && !/^(json|form|multipart)$/.test(kindOf(media.mediaType));
  const content = isText ? { type: "string" } : body ? of(body) : true;
  const words = [requestBody?.description ?? "", media ? `Sent as ${media.mediaType}.` : ""].filter(Boolean).join(" ");
  const shown = example.body !== undefined && !isText ? { examples: [example.body] } : {};
  return {
    type: "object",
    properties: Object.fromEntries([
      ...groups,
      ...(requestBody ? [["body", { ...described(content, { description: words }), ...shown }]] : []),
    ]),
    required: [
      ...groups.filter(([, { required }]) => required.length > 0).map(([place]) => place),
      ...(requestBody && bodyRequired ? ["body"] : []),
    ],
    additionalProperties: false,
    ...(Object.keys(definitions).length > 0 && { definitions }),
  };
}

/** A schema with what is said of the parameter that it is of. */
function described(
  schema: object | boolean | undefined,
  { description, deprecated = false }: { readonly description: string; readonly deprecated?: boolean },
): object {
  return {
    ...(typeof schema === "object" ? schema : schema === false ? { not: {} } : {}),
    ...(description && { description }),
    ...(deprecated && { deprecated }),
  };
}
