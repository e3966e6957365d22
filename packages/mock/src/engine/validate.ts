import { covers, essenceOf, kindOf, lookUpMediaType, parseMediaType } from "@spkey/model/http/media-type.ts";
import { withoutAbsentParameters } from "../prism/absent-parameters.ts";
import {
  type Diagnostic,
  type Operation,
  type PrismRequest,
  securityDiagnostics,
  validateBody,
  validateInput,
} from "../prism/index.ts";
import { unseenDiagnostics } from "./unseen-parameters.ts";

/** The codes of what Prism does not see: a body that its own media type, or the operation, does not allow. */
export const malformedCode = "malformed";
export const unsupportedCode = 415;

/** Prism's name of the side that is validated. */
const input = 0;

/**
 * Validates a request: Prism's validation, to which a body that can't be decoded, or is of another media type, is one more
 * violation.
 *
 * @param malformed what is wrong with its body where it can't be decoded
 * @returns what is wrong with it, the credentials first
 */
export function validateRequest(
  operation: Operation,
  request: PrismRequest,
  malformed: string | undefined,
): readonly Diagnostic[] {
  const credentials = securityDiagnostics(operation, request);
  const seen = validateParts(operation, request, malformed);
  const unseen = unseenDiagnostics(operation, request);
  const others = unseen.length === 0 ? seen : [...unseen, ...seen];
  return credentials.length === 0 ? others : [...credentials, ...others];
}

function validateParts(
  operation: Operation,
  request: PrismRequest,
  malformed: string | undefined,
): readonly Diagnostic[] {
  const { headers = {} } = request;
  const body = request.body === undefined ? emptyText(operation, headers["content-type"] ?? "") : request.body;
  const resource = withoutAbsentParameters(operation, request);
  if (body === undefined && malformed === undefined) return withPlace(diagnosticsOf(resource, request));
  const contents = operation.request?.body?.contents ?? [];
  const contentType = headers["content-type"] ?? "";
  const sent = parseMediaType(contentType);
  const described = contents.map(({ mediaType }) => mediaType);
  if (described.length > 0 && !described.some((one) => sent !== undefined && covers(one, contentType))) {
    const found = sent ? `The Content-Type is ${essenceOf(contentType)}` : "There is no valid Content-Type";
    const message = `${found}; supported: ${described.join(", ")}`;
    return [{ path: ["header", "content-type"], code: unsupportedCode, message, severity: 0 }];
  }
  if (malformed !== undefined) return [{ path: ["body"], code: malformedCode, message: malformed, severity: 0 }];
  const content = sent && lookUpMediaType(contents, contentType);
  if (!content || (contents.length === 1 && body)) return withPlace(diagnosticsOf(resource, request));
  return validateApart(resource, { ...request, body }, content, sent.parameters["boundary"]);
}

/** No bytes are no body, but where a text is described: an empty one is one. */
function emptyText(operation: Operation, contentType: string): string | undefined {
  const contents = operation.request?.body?.contents ?? [];
  return parseMediaType(contentType) && kindOf(contentType) === "text" && lookUpMediaType(contents, contentType)
    ? ""
    : undefined;
}

/**
 * The body, and apart from it the rest: to Prism all that end in `+json` are `application/json`, and null, false, 0 and an
 * empty text are no body.
 */
function validateApart(
  resource: Operation,
  request: PrismRequest,
  content: BodyContent,
  boundary: string | undefined,
): readonly Diagnostic[] {
  const bundle = (resource as { __bundled__?: object }).__bundled__; // Where Prism keeps what is referred to.
  const ofBody = validateBody(request.body, [content], input, content.mediaType, boundary, bundle);
  const bodiless = Object.assign({}, resource, { request: { ...resource.request, body: undefined } });
  const headers = { ...request.headers, "content-length": "0" };
  const ofOthers = diagnosticsOf(bodiless, { ...request, body: undefined, headers });
  return ofBody._tag === "Left" ? [...ofBody.left, ...ofOthers] : ofOthers;
}

function diagnosticsOf(resource: Operation, element: PrismRequest): readonly Diagnostic[] {
  const result = validateInput({ resource, element });
  return result._tag === "Left" ? result.left : [];
}

type BodyContent = NonNullable<NonNullable<NonNullable<Operation["request"]>["body"]>["contents"]>[number];

/** What Prism gives no place is wrong with the body: it is missing. */
function withPlace(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.map((one) => (one.path ? one : { ...one, path: ["body"] }));
}
