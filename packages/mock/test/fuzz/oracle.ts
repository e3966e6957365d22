import { type Description, lookUpStatus, type MediaType, type Operation, type Parameter } from "@spkey/model";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { HttpAnswer } from "../requests.ts";

/** Says what is valid, independently of Prism: ajv, JSON Schema 2020-12, the dialect of OpenAPI 3.1 (section 4.8.24). */
export interface Oracle {
  acceptsBody(media: MediaType, value: unknown): boolean;
  acceptsParameter(parameter: Parameter, value: unknown): boolean;
  /** What is wrong with an answer, if anything; one of the mock's own is described nowhere. */
  faultOf(operation: Operation, answer: HttpAnswer): string | undefined;
}

export function createOracle(description: Description): Oracle {
  const requests = ajvOf(description.jsonSchemas("request"));
  const responses = ajvOf(description.jsonSchemas("response"));
  const compiled = new Map<unknown, ValidateFunction>();
  const of = (ajv: Ajv2020, key: unknown, schema: object) => {
    const known = compiled.get(key) ?? ajv.compile(schema);
    compiled.set(key, known);
    return known;
  };
  return {
    acceptsBody: ({ schema }, value) =>
      schema === undefined ||
      of(requests, schema.pointer, { $ref: `openapi${schema.pointer}` })(JSON.parse(JSON.stringify(value))),
    acceptsParameter: ({ schema }, value) => of(requests, schema.pointer, { $ref: `openapi${schema.pointer}` })(value),
    faultOf(operation, { status, headers, body }) {
      const type = String(headers["content-type"] ?? "").split(";")[0];
      if (type === "application/problem+json") {
        const own = /^(urn:spkey-mock:|https:\/\/stoplight\.io\/prism\/errors#)/.test(JSON.parse(body).type);
        if (own) return status < 500 ? undefined : `the mock answers ${status}: ${body}`;
      }
      const response = lookUpStatus(operation.responses, status);
      if (!response) return `the status ${status} is not documented`;
      const media = response.content.find(({ mediaType }) => mediaType === type);
      if (!media) return response.content.length === 0 && body === "" ? undefined : `${type} is not documented`;
      if (!media.schema) return undefined;
      const { pointer } = media.schema;
      const validate = of(responses, `response ${pointer}`, { $ref: `openapi${pointer}` });
      return validate(JSON.parse(body)) ? undefined : `${JSON.stringify(validate.errors)} in ${body}`;
    },
  };
}

function ajvOf(document: object): Ajv2020 {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  return ajv.addSchema(document, "openapi");
}
