import type { HeadersOptions, RequestOptions } from "openapi-fetch";
import type { Promises } from "./response.ts";

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

/** The options of a call, as far as they are written in a special way. */
export interface Prepared extends Pick<RequestOptions<unknown>, "baseUrl" | "querySerializer" | "bodySerializer"> {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Record<string, unknown>;
    readonly header?: HeadersOptions;
    readonly cookie?: Readonly<Record<string, unknown>>;
  };
  readonly headers?: HeadersOptions;
  readonly body?: unknown;
}
