import { type Signature, signaturesOf } from "@spkey/client/signature";
import { type Description, type ExampleRequest, exampleRequest, type MediaType, type Operation } from "@spkey/model";
import { type Answer, answerOf } from "./answer.ts";
import { type BaseUrl, baseUrlOf } from "./base-url.ts";
import { type Body, bodyOf, type WrittenBody } from "./body.ts";
import { type Credential, credentialsOf, variablesOf } from "./credentials.ts";
import { variablePrefix } from "./names.ts";
import { writeParameters } from "./parameters.ts";

/** What a sample shows: one request, from which all languages write theirs. */
export interface SampleRequest {
  readonly operation: Operation;
  /** As it is sent: upper case, but for a method that OpenAPI has no field for. */
  readonly method: string;
  readonly baseUrl: BaseUrl;
  /** Path and query, encoded: ASCII that a URL may have, without any credential. */
  readonly target: string;
  readonly credentials: readonly Credential[];
  /** Of what the operation describes: neither credentials, nor cookies, nor the body's media type. Printable ASCII. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The value of the `Cookie` header: cookies that the operation describes, and the one that is a credential. */
  readonly cookie?: Cookie;
  readonly body?: Body;
  readonly answer: Answer;
  /** Parameters and body before they were written, for a client that writes them itself; only what can be sent. */
  readonly values: SampleValues;
  /** The function of our client. */
  readonly signature: Signature;
  /** What the sample can't show, as sentences for its reader. */
  readonly notes: readonly string[];
}

/** A text, and the variable of the environment that follows it, where a cookie is a credential. */
export interface Cookie {
  readonly text: string;
  readonly variable?: string;
}

/** Values to show instead of the description's examples. */
export interface SampleValues extends Omit<ExampleRequest, "missing"> {
  /** What no value could be made of, and why; a note of the sample each. */
  readonly missing?: ExampleRequest["missing"];
  /** Where the request goes instead of the operation's server: an absolute URL, of which origin and path are taken. */
  readonly baseUrl?: string;
}

/** Makes the request that the samples of an operation show. */
export function sampleRequest(
  description: Description,
  operation: Operation,
  values: SampleValues = exampleRequest(description, operation),
): SampleRequest {
  const { baseUrl, notes: serverNotes } = baseUrlOf(description, operation, values.baseUrl);
  const { credentials, notes: credentialNotes } = credentialsOf(operation.security, variablePrefix(description));
  const { target, headers, cookies, values: parameters, notes } = writeParameters(operation, values.parameters);
  const content = operation.requestBody?.content ?? [];
  const media = content.find(({ mediaType }) => mediaType === values.mediaType);
  const written = writeBody(content, media, values.body);
  const cookie = cookieOf(cookies, credentials);
  return {
    operation,
    method: operation.method,
    baseUrl,
    target,
    credentials,
    headers,
    ...(cookie && { cookie }),
    ...(written.body && { body: written.body }),
    answer: answerOf(operation),
    values: { ...values, parameters },
    signature: signatureOf(description, operation),
    notes: [
      ...(values.missing ?? []).map(({ message }) => message),
      ...notes,
      ...credentialNotes,
      ...written.notes,
      ...serverNotes,
    ],
  };
}

/** The variables of the environment without which a sample does not begin. */
export function requiredVariables({ credentials, baseUrl }: SampleRequest): string[] {
  return [...variablesOf(credentials), ...(baseUrl.value === "" ? [baseUrl.variable] : [])];
}

/**
 * Whether a short sample may follow redirects: only what reads and carries nothing that another server may not see. A redirect of
 * anything else would take credentials along, or turn a POST into a GET that succeeds (RFC 9110, section 15.4).
 */
export function mayRedirect({ method, credentials, headers, cookie, body }: SampleRequest): boolean {
  return /^(GET|HEAD)$/.test(method) && credentials.length + headers.length === 0 && !cookie && !body;
}

/** RFC 6265, section 4.2.1. The credential comes last, since its value is not known here. */
function cookieOf(cookies: readonly string[], credentials: readonly Credential[]): Cookie | undefined {
  const key = credentials.find((credential) => credential.kind === "cookie");
  if (key?.kind !== "cookie") return cookies.length > 0 ? { text: cookies.join("; ") } : undefined;
  return { text: [...cookies, `${key.name}=`].join("; "), variable: key.variable };
}

function writeBody(content: readonly MediaType[], media: MediaType | undefined, value: unknown): WrittenBody {
  if (content.length === 0) return { notes: [] };
  if (!media || value === undefined) {
    return { notes: [`The body is left out, for want of an example: ${namesOf(content)}.`] };
  }
  const { notes, ...written } = bodyOf(media, value);
  const others = content.filter((each) => each !== media);
  return {
    ...written,
    notes: [...notes, ...(others.length > 0 ? [`The body may also be ${namesOf(others)}.`] : [])],
  };
}

/** Some upload takes hundreds of media types: nobody reads the names of all of them here. */
function namesOf(content: readonly MediaType[]): string {
  const names = content.map(({ mediaType }) => mediaType);
  return names.length <= 5 ? names.join(", ") : `${names.slice(0, 3).join(", ")} or one of ${names.length - 3} others`;
}

const known = new WeakMap<Description, ReadonlyMap<Operation, Signature>>();

/** Names depend on all operations of a description: they are made once. */
function signatureOf(description: Description, operation: Operation): Signature {
  let signatures = known.get(description);
  if (!signatures) {
    signatures = new Map(signaturesOf(description).signatures.map((each) => [each.operation, each]));
    known.set(description, signatures);
  }
  const signature = signatures.get(operation);
  if (!signature) throw new Error(`${operation.pointer} is no operation of this description's paths.`);
  return signature;
}
