import { serializeParameter } from "@spkey/model/http/serialize.ts";
import { isJson, lookUpStatus, type Response } from "@spkey/model/outline";
import type { PrismResponse } from "../prism/index.ts";
import type { DescribedOperation } from "./describe.ts";
import { errorsOf } from "./diagnostics.ts";
import type { SchemaValidator } from "./schema-validator.ts";
import { responseDiagnostics } from "./validate-response.ts";

/**
 * A response whose headers keep their schemas: where no example of a header is written, Prism composes one of what the parts of its
 * schema say, which may be none. The model composes one that is validated. What is written is answered as it is.
 */
export function withValidHeaders(
  { model, exampleOf }: DescribedOperation,
  response: PrismResponse,
  validator: SchemaValidator,
): PrismResponse {
  const described = lookUpStatus(model.responses, response.statusCode);
  const errors = described?.headers.length ? errorsOf(responseDiagnostics(model, response, validator)) : [];
  const isOfHeaders = errors.some(({ path = [] }) => path[0] === "header");
  return described && isOfHeaders ? composed(described, response, exampleOf) : response;
}

function composed(
  { headers }: Response,
  response: PrismResponse,
  exampleOf: DescribedOperation["exampleOf"],
): PrismResponse {
  const sent = new Map(Object.entries(response.headers ?? {}));
  const names = new Map(Array.from(sent.keys(), (name) => [name.toLowerCase(), name]));
  for (const { name, required, explode, examples, schema, content } of headers) {
    const key = names.get(name.toLowerCase());
    if (examples.length > 0 || (key === undefined && !required)) continue;
    const made = exampleOf(schema);
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
