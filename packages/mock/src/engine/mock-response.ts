import { namesOfStatus } from "@spkey/model/http/status.ts";
import {
  lookUpMediaType,
  lookUpStatus,
  type Operation as ModelOperation,
  type Schema,
  valueFor,
} from "@spkey/model/outline";
import { type Answer, problem } from "../answer.ts";
import { type MockedResponse, mockValid } from "../prism/dynamic.ts";
import type { Diagnostic, MockConfig, Operation, PrismRequest, PrismResponse } from "../prism/index.ts";
import { contentType } from "../prism/response.ts";
import { toViolation } from "../prism/violations.ts";
import type { DescribedOperation } from "./describe.ts";
import { errorsOf, malformedCode, unsupportedCode } from "./diagnostics.ts";
import { withDetails } from "./error-details.ts";
import type { SchemaValidator } from "./schema-validator.ts";
import { responseDiagnostics } from "./validate-response.ts";

type Responses = Operation["responses"];

/** A response of the description, and what in it breaks the description; or what is answered for want of one. */
export type Mocked = MockedResponse | { readonly refusal: Answer } | Error;

/**
 * Chooses and makes a response: Prism's mocking, but that an error says what is wrong with this request, and that nothing is
 * answered that is only sent.
 *
 * @param diagnostics what is wrong with the request
 * @returns an error where Prism refuses the request by itself
 */
export function mockResponse(
  { prism: operation, model, exemplified }: DescribedOperation,
  request: PrismRequest,
  diagnostics: readonly Diagnostic[],
  config: MockConfig,
  validator: SchemaValidator,
): Mocked {
  const validate = (response: PrismResponse) => responseDiagnostics(model, withoutSentOnly(model, response), validator);
  const errors = errorsOf(diagnostics);
  const { responses, refusal } = expectedResponses(operation.responses, errors);
  if (refusal) return { refusal };
  const narrowed = (of: Operation) =>
    responses === operation.responses ? of : { ...of, responses: of.responses.filter(hasCodeOf(responses)) };
  const mocked = mockValid(narrowed(operation), request, diagnostics, config, validate, () => narrowed(exemplified()));
  if (mocked instanceof Error) return mocked;
  const made = withoutSentOnly(model, mocked.response);
  if (errors.length > 0) {
    const response = withErrors(model, made, errors);
    // What was put into it must not make it break its schema.
    if (response && errorsOf(validate(response)).length === 0) return { response, diagnostics: [] };
  }
  return { response: made, diagnostics: mocked.diagnostics };
}

function hasCodeOf(responses: Responses): (response: Responses[number]) => boolean {
  const codes = new Set(responses.map(({ code }) => code));
  return ({ code }) => codes.has(code);
}

/** `writeOnly` (OpenAPI 3.1, section 4.8.24): also an example may have such a property. */
function withoutSentOnly(model: ModelOperation, response: PrismResponse): PrismResponse {
  const schema = schemaOf(model, response);
  return schema ? { ...response, body: valueFor("response", schema, response.body) } : response;
}

/** The schema of a response's body. */
function schemaOf({ responses }: ModelOperation, { statusCode, headers = {} }: PrismResponse): Schema | undefined {
  const { content = [] } = lookUpStatus(responses, statusCode) ?? {};
  return lookUpMediaType(content, contentType(headers) ?? "")?.schema;
}

/** Those of the documented responses that fit what is wrong, or what is answered for want of one. */
function expectedResponses(
  documented: Responses,
  errors: readonly Diagnostic[],
): { readonly responses: Responses; readonly refusal?: Answer } {
  const of = (status: number) => documented.filter(({ code }) => namesOfStatus(status).includes(code));
  const [first] = errors;
  if (!first || errors.some(({ code }) => code === 401)) return { responses: documented };
  if (first.code === unsupportedCode) {
    const responses = of(unsupportedCode);
    // Prism would answer another documented 4xx.
    if (responses.length > 0) return { responses };
    return { responses, refusal: problem(unsupportedCode, "media-type", `${first.message}.`) };
  }
  if (first.code !== malformedCode) return { responses: documented };
  const responses = of(400);
  if (responses.length > 0) return { responses };
  if (of(422).length > 0) return { responses: documented };
  return { responses, refusal: problem(400, "malformed-body", `${first.message}.`) };
}

/** The response with what is wrong in it, where it has room for that. */
function withErrors(
  model: ModelOperation,
  response: PrismResponse,
  errors: readonly Diagnostic[],
): PrismResponse | undefined {
  const schema = schemaOf(model, response);
  const violations = errors.map((error) => toViolation("request", error));
  const body = schema && withDetails(response.body, schema, violations);
  return body === undefined ? undefined : { ...response, body };
}
