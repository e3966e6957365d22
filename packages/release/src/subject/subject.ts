import { isCallable, requestOf, type Signature, signaturesOf } from "@spkey/client/signature";
import {
  type Description,
  type ExampleRequest,
  errorsOf,
  exampleRequest,
  examplesOf,
  isExact,
  isJson,
  isOfClass,
  kindOf,
  type MediaType,
  type Response,
  successesOf,
} from "@spkey/model";
import { type Credentials, makeCredentials } from "./credentials.ts";
import { type TypedProperty, typedPropertyOf } from "./typed-property.ts";

/** The operation that programs of integrators call, and what they know of it from the description. */
export interface Subject {
  readonly description: Description;
  readonly signature: Signature;
  /** What its function is given. */
  readonly request: Readonly<Record<string, unknown>>;
  /** The same, as parameters and body. */
  readonly example: ExampleRequest;
  readonly credentials: Credentials;
  /** Whether it needs a cookie, which no page can set for another origin. */
  readonly cookies: boolean;
  /** What the mock answers to a valid request. */
  readonly success: Answer;
  /** A documented error that the mock can be asked for; nothing where none is documented in JSON. */
  readonly error: Answer | undefined;
}

/** An answer that is documented. */
export interface Answer {
  readonly status: number;
  /** Nothing where there is no body. */
  readonly media: MediaType | undefined;
  /** The first example that is written of the body. Where none is, any valid body may be answered. */
  readonly written: { readonly value: unknown } | undefined;
  /** A property of the body whose type an integrator relies on; nothing where no property is required and plain. */
  readonly property: TypedProperty | undefined;
}

/**
 * Chooses the first operation that shows most of the client: that answers JSON and needs no cookie, takes a JSON body, has a
 * documented error, needs credentials, and has its answer written as an example; what is named first counts most.
 *
 * @returns nothing where no operation can be called with values that JSON has
 */
export function chooseSubject(description: Description): Subject | undefined {
  const subjects = signaturesOf(description).signatures.flatMap((signature) => subjectOf(description, signature) ?? []);
  return subjects.toSorted((a, b) => rank(b) - rank(a))[0];
}

function rank({ signature, success, error, cookies, credentials }: Subject): number {
  const criteria = [
    success.media !== undefined && isJson(success.media.mediaType),
    !cookies,
    signature.bodyRequired,
    error !== undefined,
    credentials.secrets.length > 0,
    success.written !== undefined,
  ];
  return criteria.reduce((sum, holds) => 2 * sum + Number(holds), 0);
}

function subjectOf(description: Description, signature: Signature): Subject | undefined {
  const { operation, media } = signature;
  if (!isCallable(operation)) return undefined;
  const example = exampleRequest(description, operation);
  const success = successOf(description, operation.responses);
  const credentials = makeCredentials(operation.security);
  if (!success || !credentials || example.missing.length > 0 || (media && !isJson(media.mediaType))) return undefined;
  return {
    description,
    signature,
    request: declared(signature, requestOf(signature, example)),
    example,
    credentials,
    cookies: credentials.cookies || Object.keys(example.parameters.cookie).length > 0,
    success,
    error: errorOf(description, operation.responses),
  };
}

/** Without what the description does not name: the compiler takes it for a typing error. */
function declared({ open, arguments: all }: Signature, request: Subject["request"]): Subject["request"] {
  const names = new Set(all.map(({ name }) => name));
  return open ? request : Object.fromEntries(Object.entries(request).filter(([name]) => names.has(name)));
}

/** What is answered first: the lowest status of a success, with a body that a report in JSON can show. */
function successOf(description: Description, responses: readonly Response[]): Answer | undefined {
  const [first] = successesOf(responses).toSorted((a, b) => a.status.localeCompare(b.status));
  if (!first || first.content.length > 1) return undefined;
  const [media] = first.content;
  if (media && !["json", "text"].includes(kindOf(media.mediaType))) return undefined;
  return answerOf(description, first, successesOf(responses));
}

/** The last error with a status of its own, and nothing but JSON; 429 is sent again before it is an error. */
function errorOf(description: Description, responses: readonly Response[]): Answer | undefined {
  const errors = errorsOf(responses);
  const found = errors.findLast(
    ({ status, content: [media, ...others] }) =>
      isExact(status) && isOfClass(status, 4) && status !== "429" && media && isJson(media.mediaType) && !others.length,
  );
  if (!found) return undefined;
  // To the compiler, a range of statuses, and `default`, may have this status, too.
  return answerOf(
    description,
    found,
    errors.filter((error) => error === found || !isExact(error.status)),
  );
}

/** @param alike the responses that, to the compiler, may be the answer: itself, and others */
function answerOf(description: Description, { status, content }: Response, alike: readonly Response[]): Answer {
  const [media] = content;
  const [written] = media && media.examples.length > 0 ? examplesOf(description, media, "response") : [];
  return {
    status: isExact(status) ? Number(status) : 200,
    media,
    written: written && { value: written.value },
    property: typedPropertyOf(
      alike.flatMap((response) => (response.content.length > 0 ? response.content : undefined)),
    ),
  };
}
