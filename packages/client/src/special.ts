import type { HeadersOptions, RequestOptions } from "openapi-fetch";
import type { ParseAs, Promises } from "./response.ts";
import type { CallOptions } from "./transport.ts";

/** What an operation needs beyond JSON, plain parameters and the usual credentials. */
export interface Special {
  readonly promises?: Promises;
  /** Alternatives of credentials that are needed together. */
  readonly security?: readonly (readonly string[])[];
  /** Writes a path parameter. */
  readonly path?: (value: unknown, name: string) => string;
  /** Writes the other parameters, and the body, where they are given. */
  readonly prepare?: (init: Prepared) => Prepared;
}

/** What `client.request` takes: options of openapi-fetch, those of a call, and what the function of an operation adds. */
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
  readonly parseAs?: ParseAs;
  /** What the function of an operation knows of it. */
  readonly operation?: Promises & { readonly id: string };
}
