/** What the HTTP server has to know of an operation. */
export interface OperationSummary {
  /** Its index among the operations of the description. */
  readonly index: number;
  /** In upper case. */
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
  /** In lower case where it is a header. */
  readonly name: string;
  /** Whether it is an API key, which stays the same, unlike a token. */
  readonly isKey: boolean;
}

/** An operation as a person writes it: `GET /users/{id}`. */
export function operationKey({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method.toUpperCase()} ${path}`;
}
