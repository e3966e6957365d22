import type { HeadersOptions, RequestOptions } from "./openapi-fetch.ts";
import type { CallOptions } from "./options.ts";

/** What an operation needs beyond JSON, plain parameters, the usual credentials and the API's own server. */
export interface Overrides {
  /** Alternatives of credentials that are needed together. */
  readonly security?: readonly (readonly string[])[];
  /** Where it is, unless `baseUrl` says otherwise. */
  readonly server?: string;
  /** Writes a path parameter. */
  readonly writePath?: (value: unknown, name: string) => string;
  /** Writes the query, where there is one. */
  readonly writeQuery?: (query: object) => string;
  /** Writes the other parameters, and the body, where they are given. */
  readonly prepare?: (init: Prepared) => Prepared;
}

/** What is sent, before it is written: options of openapi-fetch and those of a call. */
export interface Prepared
  extends Pick<RequestOptions<unknown>, "querySerializer" | "bodySerializer">,
    Omit<CallOptions, "headers"> {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Record<string, unknown>;
    readonly header?: HeadersOptions;
    readonly cookie?: Readonly<Record<string, unknown>>;
  };
  readonly headers?: HeadersOptions;
  readonly body?: unknown;
  /** What `fetch` is given besides. */
  readonly init?: RequestInit;
}
