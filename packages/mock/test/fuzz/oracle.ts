import type { Description, MediaType, Operation, Parameter } from "@spkey/spec";
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

export function createOracle({ document }: Description): Oracle {
  const requests = ajvOf(without(document, "readOnly"));
  const responses = ajvOf(without(document, "writeOnly"));
  const compiled = new Map<unknown, ValidateFunction>();
  const of = (ajv: Ajv2020, key: unknown, schema: object) => {
    const known = compiled.get(key) ?? ajv.compile(schema);
    compiled.set(key, known);
    return known;
  };
  return {
    acceptsBody: ({ pointer }, value) =>
      of(requests, pointer, { $ref: `openapi${pointer}/schema` })(JSON.parse(JSON.stringify(value))),
    acceptsParameter: ({ schema }, value) => of(requests, schema, schema)(value),
    faultOf(operation, { status, headers, body }) {
      const type = String(headers["content-type"] ?? "").split(";")[0];
      if (type === "application/problem+json") {
        const own = /^(urn:spkey-mock:|https:\/\/stoplight\.io\/prism\/errors#)/.test(JSON.parse(body).type);
        if (own) return status < 500 ? undefined : `the mock answers ${status}: ${body}`;
      }
      const response = [String(status), `${Math.floor(status / 100)}XX`, "default"]
        .map((name) => operation.responses.find((one) => one.status === name))
        .find((one) => one !== undefined);
      if (!response) return `the status ${status} is not documented`;
      const media = response.content.find(({ mediaType }) => mediaType === type);
      if (!media) return response.content.length === 0 && body === "" ? undefined : `${type} is not documented`;
      const validate = of(responses, `response ${media.pointer}`, { $ref: `openapi${media.pointer}/schema` });
      return validate(JSON.parse(body)) ? undefined : `${JSON.stringify(validate.errors)} in ${body}`;
    },
  };
}

function ajvOf(document: object): Ajv2020 {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  return ajv.addSchema(document, "openapi");
}

/** What is read-only need not be in a request, nor what is write-only in a response (OpenAPI 3.0, section 4.7.24). */
function without<Node>(node: Node, keyword: "readOnly" | "writeOnly"): Node {
  if (Array.isArray(node)) return node.map((item) => without(item, keyword)) as Node; // The same kind of node.
  if (typeof node !== "object" || node === null) return node;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, without(value, keyword)]),
  );
  const { required, properties } = copy as { required?: unknown; properties?: Record<string, Record<string, unknown>> };
  if (Array.isArray(required) && properties) {
    copy["required"] = required.filter((name) => properties[name]?.[keyword] !== true);
  }
  return copy as Node; // The same kind of node.
}
