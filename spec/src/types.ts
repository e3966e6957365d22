import type { ParameterForm } from "./serialize.ts";

/**
 * A description as everything that is derived from it reads it: references of parameters, bodies, responses and schemes
 * are resolved, what is inherited is in place, and each thing carries where it stands in the document.
 */
export interface Description {
  /** The document itself, for tools that want it as it is. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly info: Info;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** In the order of the document. */
  readonly operations: readonly Operation[];
  /** Follows the `$ref` of a schema, if it has one. What stands beside the `$ref` wins (OpenAPI 3.1, section 4.8.23). */
  schema(schema: Schema): Schema;
}

/** OpenAPI 3.1, section 4.8.2. */
export interface Info {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  /** CommonMark. */
  readonly description?: string;
}

/** OpenAPI 3.1, section 4.8.5. */
export interface Server {
  readonly url: string;
  readonly description?: string;
}

/** OpenAPI 3.1, section 4.8.22. */
export interface Tag {
  readonly name: string;
  readonly description?: string;
}

/** One method on one path (OpenAPI 3.1, section 4.8.10). */
export interface Operation {
  /** Its operationId; where it has none, one made of its method and path. */
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** The path template, as in `/users/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** CommonMark. */
  readonly description: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** Those of the path included. */
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: readonly Response[];
  /** Alternatives: one of them is enough. Empty where no credential is needed. */
  readonly security: readonly SecurityRequirement[];
  readonly servers: readonly Server[];
}

/** OpenAPI 3.1, section 4.8.12. How its value is written, `serializeParameter` knows. */
export interface Parameter extends ParameterForm {
  readonly required: boolean;
  readonly description: string;
  readonly deprecated: boolean;
  readonly schema: Schema;
  /** Its first example, or one that is made of its schema. */
  readonly example: unknown;
}

/** OpenAPI 3.1, section 4.8.13. */
export interface RequestBody {
  readonly description: string;
  readonly required: boolean;
  readonly content: readonly MediaType[];
}

/** OpenAPI 3.1, section 4.8.17. */
export interface Response {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description: string;
  readonly content: readonly MediaType[];
}

/** OpenAPI 3.1, section 4.8.14. */
export interface MediaType {
  readonly mediaType: string;
  readonly schema?: Schema;
  /** Of a request, there is at least the one that is made of its schema. */
  readonly examples: readonly Example[];
  /** Where it stands in the document, as a JSON Pointer in a URI fragment (RFC 6901, section 6). */
  readonly pointer: string;
}

/** OpenAPI 3.1, section 4.8.19. */
export interface Example {
  /** The name under `examples`; none for a single `example`. */
  readonly name?: string;
  readonly summary?: string;
  readonly value: unknown;
}

/** All of these schemes together (OpenAPI 3.1, section 4.8.30). */
export type SecurityRequirement = readonly SecurityScheme[];

/** OpenAPI 3.1, section 4.8.27. */
export interface SecurityScheme {
  /** Its name in the document's components. */
  readonly key: string;
  readonly type: string;
  readonly description: string;
  /** Of an `http` scheme: `bearer`, `basic`, … */
  readonly scheme?: string;
  readonly bearerFormat?: string;
  /** Of an `apiKey` scheme: where the key goes. */
  readonly in?: "header" | "query" | "cookie";
  /** Of an `apiKey` scheme: the name of the header, parameter or cookie. */
  readonly name?: string;
}

/** The keywords of a Schema Object that we read (OpenAPI 3.0 and 3.1; JSON Schema 2020-12). */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly deprecated?: boolean;
  readonly nullable?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number | boolean;
  readonly exclusiveMaximum?: number | boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly contentMediaType?: string;
}
