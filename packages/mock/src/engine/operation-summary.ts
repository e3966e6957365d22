/** What the HTTP server has to know of an operation. */
export interface OperationSummary {
  /** Its index among the operations of the description. */
  readonly index: number;
  /** In upper case. */
  readonly method: string;
  /** The path template, as in `/locks/{id}`. */
  readonly path: string;
  /** Its operationId, where it has one. */
  readonly id: string | undefined;
  /** The documented responses: `200`, `4XX`, `default`. */
  readonly statuses: readonly string[];
  /** The names of the examples of a documented response. */
  readonly examples: Readonly<Record<string, readonly string[]>>;
  /** The names of what is sent. */
  readonly inputs: OperationInputs;
  /** Where its credentials are sent; what stands there is a secret. */
  readonly credentials: readonly CredentialPlace[];
}

/** The names of what is sent to an operation, by their place. */
export interface OperationInputs {
  readonly path: readonly string[];
  readonly query: readonly string[];
  /** The properties of its body; none where they can't be told, or are any. */
  readonly body: readonly string[] | undefined;
}

/** Where a credential is sent. `http` schemes, OAuth 2.0 and OpenID Connect use the header `authorization`. */
export interface CredentialPlace {
  readonly in: "header" | "query" | "cookie";
  /** In lower case where it is a header. */
  readonly name: string;
  /** Whether it is an API key, which stays the same, unlike a token. */
  readonly isKey: boolean;
}

/** An operation as a person writes it: `GET /locks/{id}`. */
export function operationKey({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method.toUpperCase()} ${path}`;
}
