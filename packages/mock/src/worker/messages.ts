import type { Answer } from "../answer.ts";

/**
 * What the front door and the engine say to each other. They live in two threads: whatever ends or blocks the engine is
 * answered for by the front door.
 */

/** How answers are made. */
export interface EngineOptions {
  /** Makes values up instead of taking the description's examples. */
  readonly dynamic: boolean;
  /** The same seed makes the same values up. */
  readonly seed: string | undefined;
  /** Calls the addresses that a request names, where its operation describes callbacks (OpenAPI 3.1, section 4.8.18). */
  readonly callbacks: boolean;
}

/** What an engine is made of. */
export interface EngineSource extends EngineOptions {
  /** The path or URL of a description, JSON or YAML, or a parsed one. */
  readonly description: string | object;
}

/** What the front door has to know of an operation. */
export interface OperationSummary {
  /** In capitals. */
  readonly method: string;
  /** The path template, as in `/users/{id}`. */
  readonly path: string;
  /** Its operationId, where it has one. */
  readonly id: string | undefined;
  /** The documented responses: `200`, `4XX`, `default`. */
  readonly statuses: readonly string[];
  /** Where its credentials are sent; what stands there is a secret. */
  readonly credentials: readonly CredentialPlace[];
}

/** Where a credential is sent. `http` schemes, OAuth 2.0 and OpenID Connect use the header `authorization`. */
export interface CredentialPlace {
  readonly in: "header" | "query" | "cookie";
  /** In small letters where it is a header. */
  readonly name: string;
  /** Whether it is an API key, which stays the same, unlike a token. */
  readonly isKey: boolean;
}

/** A request as far as the front door has read it. */
export interface EngineRequest {
  /** Its method and path template, as in `GET /users/{id}`. */
  readonly operation: string;
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Its text where it is UTF-8, else its bytes; none where it is empty. A text is a part of the message itself: bytes would
   * take memory outside of the heap, which is freed late.
   */
  readonly body: string | Uint8Array | undefined;
}

/** An answer that the description promises and that does not keep to its own schema. */
export interface Finding {
  /** As in `POST /users/{id}/… 200`. */
  readonly response: string;
  readonly mediaType: string;
  /** The name of the example, if it is a named one. */
  readonly example: string | undefined;
  /** Where it stands in the description: a JSON Pointer in a URI fragment (RFC 6901, section 6). */
  readonly pointer: string;
  readonly reasons: readonly string[];
}

/** What a request names its operation by. */
export function operationKey({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method.toUpperCase()} ${path}`;
}

export type ToEngine =
  | { readonly type: "load"; readonly source: EngineSource }
  | { readonly type: "check" }
  | { readonly type: "requests"; readonly requests: readonly (readonly [id: number, request: EngineRequest])[] };

export type FromEngine =
  | { readonly type: "loaded"; readonly operations: readonly OperationSummary[] }
  | { readonly type: "not-loaded"; readonly message: string }
  | { readonly type: "findings"; readonly findings: readonly Finding[] }
  | { readonly type: "answers"; readonly answers: readonly (readonly [id: number, answer: Answer])[] };
