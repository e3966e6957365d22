import { serializeParameter } from "@spkey/model/http/serialize.ts";
import { namesOfStatus } from "@spkey/model/http/status.ts";
import { isJson, lookUpMediaType, lookUpStatus, type Response } from "@spkey/model/outline";
import type { PrismResponse } from "../prism/index.ts";
import { contentType } from "../prism/response.ts";
import type { DescribedOperation } from "./describe.ts";
import { errorsOf } from "./diagnostics.ts";
import type { SchemaValidator } from "./schema-validator.ts";
import { responseDiagnostics } from "./validate-response.ts";

/**
 * A response that keeps its schema. Where no example is written, Prism composes one of what the parts of the schema say, and so
 * answers null where these refer to each other, to a `$dynamicRef`, or to nothing that it knows. The model composes one that is
 * validated. What is written as an example, of the response or of one of its headers, is answered as it is written.
 */
export function withValidParts(
  operation: DescribedOperation,
  response: PrismResponse,
  validator: SchemaValidator,
): PrismResponse {
  const described = lookUpStatus(operation.model.responses, response.statusCode);
  const errors = errorsOf(responseDiagnostics(operation.model, response, validator));
  if (!described || errors.length === 0) return response;
  const ofHeaders = errors.filter(({ path = [] }) => path[0] === "header");
  const made = ofHeaders.length > 0 ? withValidHeaders(described, response, validator) : response;
  const isBodyValid = ofHeaders.length === errors.length;
  return isBodyValid || isWritten(operation, response) ? made : withValidBody(described, made, validator);
}

function withValidBody({ content }: Response, response: PrismResponse, validator: SchemaValidator): PrismResponse {
  const schema = lookUpMediaType(content, contentType(response.headers ?? {}) ?? "")?.schema;
  const made = schema && validator.example(schema);
  return made && "value" in made ? { ...response, body: made.value } : response;
}

function withValidHeaders({ headers }: Response, response: PrismResponse, validator: SchemaValidator): PrismResponse {
  const sent = new Map(Object.entries(response.headers ?? {}));
  const names = new Map(Array.from(sent.keys(), (name) => [name.toLowerCase(), name]));
  for (const { name, required, explode, examples, schema, content } of headers) {
    const key = names.get(name.toLowerCase());
    if (examples.length > 0 || (key === undefined && !required)) continue;
    const made = validator.example(schema);
    if (!("value" in made)) continue;
    const form = {
      name,
      in: "header",
      style: "simple",
      explode,
      json: content !== undefined && isJson(content.mediaType),
    };
    sent.set(key ?? name, serializeParameter(form as Parameters<typeof serializeParameter>[0], made.value)); // Its literals.
  }
  return { ...response, headers: Object.fromEntries(sent) };
}

/** Whether it is an example, of the response or of its schema as a whole. */
function isWritten({ prism: { responses } }: DescribedOperation, { statusCode, headers = {} }: PrismResponse): boolean {
  const { contents = [] } =
    namesOfStatus(statusCode)
      .map((name) => responses.find(({ code }) => code === name))
      .find(Boolean) ?? {};
  return (lookUpMediaType(contents, contentType(headers) ?? "")?.examples ?? []).length > 0;
}
