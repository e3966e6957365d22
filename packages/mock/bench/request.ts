import {
  type Description,
  exampleRequest,
  examplesOf,
  isExact,
  jsonMedia,
  type SecurityScheme,
  serializeParameter,
  successesOf,
} from "@spkey/model";

/** The request that the load is made of. */
export interface BenchRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What a mock answers it with. */
  readonly answer: { readonly status: number; readonly body: unknown };
}

/** What stands where a secret would. Mocks look at its presence only. */
const credential = "bench";

/**
 * A valid request to the last operation of a description, with its credentials.
 *
 * @throws {Error} where it has no operation, no answer that a server could be held to, or a credential outside a header
 */
export function lastRequest(description: Description): BenchRequest {
  const operation = description.operations.at(-1);
  if (!operation) throw new Error("The description has no operation to send requests to.");
  const { parameters, mediaType, body } = exampleRequest(description, operation);
  let path = operation.path;
  const query: string[] = [];
  const headers: Record<string, string> = {};
  for (const parameter of operation.parameters) {
    const value = parameters[parameter.in][parameter.name];
    if (value === undefined) continue;
    const text = serializeParameter(parameter, value);
    if (parameter.in === "path") path = path.replace(`{${parameter.name}}`, () => text);
    else if (parameter.in === "query") query.push(text);
    else headers[parameter.in === "cookie" ? "cookie" : parameter.name] = text;
  }
  for (const { scheme } of operation.security[0] ?? []) Object.assign(headers, credentialHeader(scheme));
  const success = successesOf(operation.responses).find(({ status }) => isExact(status));
  const media = success && jsonMedia(success.content);
  const [example] = media ? examplesOf(description, media, "response") : [];
  if (!success || !example) throw new Error(`${operation.id} has no success with an example in JSON to compare with.`);
  return {
    method: operation.method,
    target: [path, query.join("&")].filter(Boolean).join("?"),
    headers: { ...headers, ...(mediaType !== undefined && { "content-type": mediaType }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    answer: { status: Number(success.status), body: example.value },
  };
}

function credentialHeader(scheme: SecurityScheme): Record<string, string> {
  if (scheme.type === "http") {
    return { authorization: scheme.scheme === "basic" ? `Basic ${btoa(`${credential}:`)}` : `Bearer ${credential}` };
  }
  if (scheme.type === "apiKey" && scheme.in === "header") return { [scheme.name]: credential };
  throw new Error(`The bench sends credentials in headers only; \`${scheme.key}\` (${scheme.type}) goes elsewhere.`);
}

/** As much of a document as is looked at. */
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;
}

/**
 * A description with that many operations more, before its own: copies of the last path under other first segments, as the
 * resources of a large API have them.
 */
export function crowd(document: Document, operations: number): Document {
  const [path = "/", item = {}] = Object.entries(document.paths).at(-1) ?? [];
  const copies = Array.from({ length: operations }, (_, index) => {
    const copied = Object.entries(item).map(([key, value]) => [
      key,
      value.operationId === undefined ? value : { ...value, operationId: `${value.operationId}${index}` },
    ]);
    return [path.replace(/^\/[^/]*/, `$&-${index}`), Object.fromEntries(copied)];
  });
  return { ...document, paths: { ...Object.fromEntries(copies), ...document.paths } };
}
