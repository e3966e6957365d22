import type { MIMEType } from "node:util";
import { withoutAbsentParameters } from "../prism/absent-parameters.ts";
import {
  type Diagnostic,
  type Operation,
  type PrismRequest,
  securityDiagnostics,
  validateBody,
  validateInput,
} from "../prism/index.ts";
import { covers, parseMediaType } from "./media-type.ts";

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
  const others = validateParts(operation, request, malformed);
  return credentials.length === 0 ? others : [...credentials, ...others];
}

function validateParts(
  operation: Operation,
  request: PrismRequest,
  malformed: string | undefined,
): readonly Diagnostic[] {
  const { body, headers = {} } = request;
  const resource = withoutAbsentParameters(operation, request);
  if (body === undefined && malformed === undefined) return withPlace(diagnosticsOf(resource, request));
  const contents = operation.request?.body?.contents ?? [];
  const sent = parseMediaType(headers["content-type"] ?? "");
  const described = contents.map(({ mediaType }) => mediaType);
  if (described.length > 0 && !described.some((one) => sent !== undefined && covers(one, sent))) {
    const found = sent ? `The Content-Type is ${sent.essence}` : "There is no valid Content-Type";
    const message = `${found}; supported: ${described.join(", ")}`;
    return [{ path: ["header", "content-type"], code: unsupportedCode, message, severity: 0 }];
  }
  if (malformed !== undefined) return [{ path: ["body"], code: malformedCode, message: malformed, severity: 0 }];
  const content = sent && bestOf(contents, sent);
  if (!content || (contents.length === 1 && body)) return withPlace(diagnosticsOf(resource, request));
  return validateApart(resource, request, content, sent);
}

/**
 * The body, and apart from it the rest: to Prism all that end in `+json` are `application/json`, and null, false, 0 and an
 * empty text are no body.
 */
function validateApart(
  resource: Operation,
  request: PrismRequest,
  content: BodyContent,
  sent: MIMEType,
): readonly Diagnostic[] {
  const bundle = (resource as { __bundled__?: object }).__bundled__; // Where Prism keeps what is referred to.
  const boundary = sent.params.get("boundary") ?? undefined;
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

/** The media type that was sent, where it is described, before the range that covers it. */
function bestOf(contents: readonly BodyContent[], sent: MIMEType): BodyContent | undefined {
  const fitting = contents.filter(({ mediaType }) => covers(mediaType, sent));
  const stars = ({ mediaType }: BodyContent) => mediaType.split("*").length;
  return fitting.toSorted((a, b) => stars(a) - stars(b))[0];
}

/** What Prism gives no place is wrong with the body: it is missing. */
function withPlace(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.map((one) => (one.path ? one : { ...one, path: ["body"] }));
}
