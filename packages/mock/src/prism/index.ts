/**
 * The parts of Prism that the mock is made of; nothing outside this folder imports Prism. Those with a path are not among the
 * exports of their packages, which are pinned to one exact version.
 */
import type { IPrismDiagnostic } from "@stoplight/prism-core";
import type {
  getHttpOperationsFromSpec,
  IHttpOperationConfig,
  IHttpRequest,
  IHttpResponse,
  PrismHttpComponents,
} from "@stoplight/prism-http";
import mocker from "@stoplight/prism-http/dist/mocker/index.js";
import { validateSecurity } from "@stoplight/prism-http/dist/validator/validators/security/index.js";
import { withKnownAuthorization, withKnownCookies, withKnownSchemes } from "./credentials.ts";
import { withHeaderTexts } from "./header-texts.ts";
import { withConcreteMedia } from "./media-ranges.ts";

export { ProblemJsonError } from "@stoplight/prism-http";
export { getHttpConfigFromRequest } from "@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js";
export { serialize } from "@stoplight/prism-http-server/dist/serialize.js";

/** An operation, as Prism reads it. */
export type Operation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
export type PrismRequest = IHttpRequest;
export type PrismResponse = IHttpResponse;
/** One thing that breaks the description. */
export type Diagnostic = IPrismDiagnostic;
/** How a response is chosen and made. Prism writes into it: each call takes one of its own. */
export type MockConfig = IHttpOperationConfig;

const prismMock: PrismHttpComponents["mock"] = mocker.default; // A CommonJS module, seen from an ECMAScript one.
type Logger = Parameters<ReturnType<typeof prismMock>>[0];

const ignore = () => {};

/** Prism logs each step of its work, with what was sent in it; the mock logs one line for each request. */
const silentLogger = {
  child: () => silentLogger,
  debug: ignore,
  error: ignore,
  info: ignore,
  success: ignore,
  trace: ignore,
  warn: ignore,
} as unknown as Logger; // A pino logger has more, none of which Prism's engine calls.

/**
 * Has Prism choose and make a response.
 *
 * @param diagnostics what is wrong with the request
 * @returns an error where Prism refuses the request by itself
 */
export function mock(
  operation: Operation,
  request: PrismRequest,
  diagnostics: readonly Diagnostic[],
  config: MockConfig,
): PrismResponse | Error {
  const input = { data: request, validations: [...diagnostics] };
  const result = prismMock({ resource: withConcreteMedia(operation, request), input, config })(silentLogger);
  return result._tag === "Left" ? result.left : withHeaderTexts(operation, result.right);
}

/** What is wrong with the credentials of a request (OpenAPI 3.1, section 4.8.30). */
export function securityDiagnostics(operation: Operation, request: PrismRequest): readonly Diagnostic[] {
  // To Prism an alternative without credentials is one that allows none.
  if (operation.security?.some((alternative) => alternative.length === 0)) return [];
  const result = validateSecurity({
    resource: withKnownSchemes(operation),
    element: withKnownAuthorization(withKnownCookies(request)),
  });
  return result._tag === "Left" ? result.left : [];
}
