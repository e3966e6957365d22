import { namesOfStatus } from "@spkey/model/http/status.ts";
import { lookUpMediaType, lookUpStatus } from "@spkey/model/outline";
import type { PrismResponse } from "../prism/index.ts";
import { contentType } from "../prism/response.ts";
import type { DescribedOperation } from "./describe.ts";
import { errorsOf } from "./diagnostics.ts";
import type { SchemaValidator } from "./schema-validator.ts";
import { responseDiagnostics } from "./validate-response.ts";

/**
 * A response that keeps its schema. Where no example is written, Prism composes one of what the parts of the schema say, and so
 * answers null where these refer to each other, to a `$dynamicRef`, or to nothing that it knows. The model composes one that is
 * validated. What is written as an example of the response is answered as it is written.
 */
export function withValidBody(
  operation: DescribedOperation,
  response: PrismResponse,
  validator: SchemaValidator,
): PrismResponse {
  const { model } = operation;
  const isValid = (one: PrismResponse) => errorsOf(responseDiagnostics(model, one, validator)).length === 0;
  if (isWritten(operation, response) || isValid(response)) return response;
  const { content = [] } = lookUpStatus(model.responses, response.statusCode) ?? {};
  const schema = lookUpMediaType(content, contentType(response.headers ?? {}) ?? "")?.schema;
  const made = schema && validator.example(schema);
  if (!made || !("value" in made)) return response;
  const composed = { ...response, body: made.value };
  // What its headers have wrong, no body can make up for.
  return isValid(composed) ? composed : response;
}

/** Whether it is an example, of the response or of its schema as a whole. */
function isWritten({ prism: { responses } }: DescribedOperation, { statusCode, headers = {} }: PrismResponse): boolean {
  const { contents = [] } =
    namesOfStatus(statusCode)
      .map((name) => responses.find(({ code }) => code === name))
      .find(Boolean) ?? {};
  return (lookUpMediaType(contents, contentType(headers) ?? "")?.examples ?? []).length > 0;
}
