import type { Description, Operation } from "@spkey/spec";
import { Ajv2020 } from "ajv/dist/2020.js";

/** Says what is wrong with an answer; nothing where it is what the description promises. */
export type Validator = (operation: Operation, answer: Answer) => readonly string[];

export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: unknown;
}

/**
 * Judges answers by the description, independently of Prism: ajv, JSON Schema 2020-12, which is the dialect of
 * OpenAPI 3.1 (section 4.8.24).
 */
export function createValidator(description: Description): Validator {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(description.document, "openapi");
  return ({ responses }, { status, mediaType, body }) => {
    const response = responses.find((candidate) => candidate.status === String(status));
    if (!response) return [`the status ${status} is not documented`];
    const media = response.content.find((candidate) => candidate.mediaType === mediaType);
    if (!media) {
      return response.content.length === 0 && body === undefined
        ? []
        : [`the media type ${mediaType} is not documented`];
    }
    if (!media.schema) return [];
    const valid = ajv.compile({ $ref: `openapi${media.pointer}/schema` });
    if (valid(body)) return [];
    return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath || "the body"} ${message}`);
  };
}
