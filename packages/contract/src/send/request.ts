import { encodeTemplate, type Parameter, type SecurityScheme, serializeParameter } from "@spkey/model";
import { type Case, parameterValue } from "../cases/case.ts";
import { credentialFor, type TestCredential } from "./credentials.ts";

/** A request as it is sent. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array<ArrayBuffer>;
}

/** The credential that is sent for a scheme, if there is one. */
export type CredentialOf = (scheme: SecurityScheme) => TestCredential | undefined;

/**
 * Writes the request of a case: its parameters as their style says, its credentials where their schemes say.
 *
 * @param credentialOf by default, one that is made up
 */
export function writeRequest(
  { operation, request }: Pick<Case, "operation" | "request">,
  credentialOf: CredentialOf = credentialFor,
): HttpRequest {
  const written = operation.parameters.flatMap((parameter) => {
    const value = parameterValue(request.parameters, parameter);
    return value === undefined ? [] : [{ parameter, text: serializeParameter(parameter, value) }];
  });
  // An empty list is not there at all, but in the path.
  const textsIn = (place: Parameter["in"]) =>
    written.filter(({ parameter, text }) => parameter.in === place && (place === "path" || text !== ""));
  const all = [
    ...request.credentials.flatMap((scheme) => credentialOf(scheme) ?? []),
    ...(request.malformedCredentials ?? []),
  ];
  // Two schemes may be met by one token, and a server refuses a header that it can have only once.
  const credentials = [
    ...new Map(all.map((each) => [JSON.stringify([each.in, each.name, each.value]), each])).values(),
  ];
  const query = [
    ...textsIn("query").map(({ text }) => text),
    ...credentials
      .filter((each) => each.in === "query")
      .map(({ name, value }) => `${encodeURIComponent(name)}=${value}`),
  ];
  const cookies = [
    ...textsIn("cookie").map(({ text }) => text.replaceAll("&", "; ")),
    ...credentials.filter((each) => each.in === "cookie").map(({ name, value }) => `${name}=${value}`),
  ];
  const path = textsIn("path").reduce(
    (template, { parameter, text }) => template.replaceAll(`{${parameter.name}}`, () => text),
    operation.path,
  );
  const { body, prefer } = request;
  return {
    method: request.method ?? operation.method,
    target: `${encodeTemplate(path)}${query.length > 0 ? `?${query.join("&")}` : ""}`,
    headers: [
      ...textsIn("header").map(({ parameter, text }) => [parameter.name, text] as const),
      ...credentials.filter((each) => each.in === "header").map(({ name, value }) => [name, value] as const),
      ...(cookies.length > 0 ? [["Cookie", cookies.join("; ")] as const] : []),
      ...(body ? [["Content-Type", body.contentType] as const] : []),
      // RFC 7240; `code` is a preference of Prism's.
      ...(prefer === undefined ? [] : [["Prefer", `code=${prefer}`] as const]),
    ],
    ...(body && { body: body.bytes }),
  };
}
