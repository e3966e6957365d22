import {
  type Description,
  exampleRequest,
  examplesOf,
  isExact,
  isJson,
  jsonMedia,
  type Operation,
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
 * A valid request to the last operation of a description that the bench can send one to, with its credentials.
 *
 * @throws {Error} where there is none, saying why it is not the very last: it has a body that is no JSON, a credential outside a
 * header, or no answer that a server could be held to
 */
export function lastRequest(description: Description): BenchRequest {
  let why: string | undefined;
  for (const operation of description.operations.toReversed()) {
    const made = requestTo(description, operation);
    if (typeof made !== "string") return made;
    why ??= `${operation.id} ${made}.`;
  }
  throw new Error(`The description has no operation for the bench${why ? `: ${why}` : "."}`);
}

/** A valid request, or what there is about the operation that the bench can't do. */
function requestTo(description: Description, operation: Operation): BenchRequest | string {
  const { parameters, mediaType, body } = exampleRequest(description, operation);
  if (body !== undefined && !isJson(mediaType ?? "")) return "takes a body that is no JSON";
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
  for (const { scheme } of operation.security[0] ?? []) {
    const header = credentialHeader(scheme);
    if (!header) return `takes the credential \`${scheme.key}\` (${scheme.type}), which is not sent in a header`;
    Object.assign(headers, header);
  }
  const success = successesOf(operation.responses).find(({ status }) => isExact(status));
  const media = success && jsonMedia(success.content);
  const [example] = media ? examplesOf(description, media, "response") : [];
  // To HEAD there is no body (RFC 9110, section 9.3.2).
  if (!success || !example || operation.method === "HEAD")
    return "has no success with an example in JSON to compare with";
  return {
    method: operation.method,
    target: [path, query.join("&")].filter(Boolean).join("?"),
    headers: { ...headers, ...(mediaType !== undefined && { "content-type": mediaType }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    answer: { status: Number(success.status), body: example.value },
  };
}

/** None where it is sent elsewhere. */
function credentialHeader(scheme: SecurityScheme): Record<string, string> | undefined {
  if (scheme.type === "http") {
    return { authorization: scheme.scheme === "basic" ? `Basic ${btoa(`${credential}:`)}` : `Bearer ${credential}` };
  }
  return scheme.type === "apiKey" && scheme.in === "header" ? { [scheme.name]: credential } : undefined;
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
