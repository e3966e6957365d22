import type { Promises } from "./response.ts";

/** What an operation needs beyond JSON, plain parameters and the usual credentials. */
export interface Special {
  readonly promises?: Promises;
  /** Alternatives of credentials that are needed together. */
  readonly security?: readonly (readonly string[])[];
  /** Writes a path parameter. */
  readonly path?: (value: unknown, name: string) => string;
  /** Writes the other parameters, and the body. */
  readonly prepare?: (init: object) => object;
}
