import {
  type Description,
  exampleRequest,
  examplesOf,
  isExact,
  jsonMedia,
  type SecurityScheme,
  successesOf,
} from "@spkey/model";
import { type Signature, signaturesOf } from "../generator/signature.ts";

/** The call that all peers make, and what is answered. */
export interface Subject {
  readonly signature: Signature;
  /** The parameters of the path, by name. */
  readonly path: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly credentials: readonly Credential[];
  readonly answer: { readonly status: number; readonly body: unknown };
}

/** A credential that is sent in a header. */
export interface Credential {
  /** The name of its security scheme. */
  readonly key: string;
  /** The header, and what stands before the value. */
  readonly header: string;
  readonly prefix: string;
}

/**
 * The first operation that all peers can call in the same way: a JSON object as its body, no parameters but strings in
 * the path, credentials in headers, and a JSON success with an example.
 *
 * @throws {Error} where there is none
 */
export function subjectOf(description: Description): Subject {
  for (const signature of signaturesOf(description).signatures) {
    const subject = asSubject(description, signature);
    if (subject) return subject;
  }
  throw new Error(
    "The description has no operation for the bench: it takes one with a JSON object as its body, only string parameters in the path, bearer or apiKey credentials in headers, and a 2xx with an example in JSON.",
  );
}

function asSubject(description: Description, signature: Signature): Subject | undefined {
  const { operation } = signature;
  const { parameters, body } = exampleRequest(description, operation);
  const path = Object.entries(parameters.path);
  const strings = path.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const credentials = (operation.security[0] ?? []).flatMap(({ scheme }) => credential(scheme));
  const success = successesOf(operation.responses).find(({ status }) => isExact(status));
  const answered = success && jsonMedia(success.content);
  const [example] = answered ? examplesOf(description, answered, "response") : [];
  const fits =
    operation.parameters.length === strings.length &&
    credentials.length === (operation.security[0]?.length ?? 0) &&
    jsonMedia(operation.requestBody?.content ?? []) &&
    isObject(body);
  if (!fits || !success || !example) return undefined;
  return {
    signature,
    path: Object.fromEntries(strings),
    body,
    credentials,
    answer: { status: Number(success.status), body: example.value },
  };
}

function credential(scheme: SecurityScheme): Credential[] {
  const { key } = scheme;
  if (scheme.type === "http" && scheme.scheme === "bearer") {
    return [{ key, header: "Authorization", prefix: "Bearer " }];
  }
  return scheme.type === "apiKey" && scheme.in === "header" ? [{ key, header: scheme.name, prefix: "" }] : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
