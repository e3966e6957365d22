import type { RequestForm } from "@spkey/client/signature";
import type { Repetition } from "@spkey/docs/documentation";
import type { InputSchema } from "../validate.ts";

/** An operation as it can be called: a row of the file that comes with the package. */
export interface CallableOperation {
  /** The operationId: what it is allowed by. */
  readonly id: string;
  readonly title: string;
  readonly method: string;
  /** The path template. */
  readonly path: string;
  readonly repetition: Repetition;
  /** The client's function. */
  readonly function: string;
  readonly form: RequestForm;
  readonly inputSchema: InputSchema;
  /** What the client has to be given for it. */
  readonly credentials: readonly CredentialSource[];
  /** Whether it can be called without credentials as well. */
  readonly open: boolean;
  /** Whether the description says on which host it is. */
  readonly hasServer: boolean;
  /** Why it can't be called from here, where it can't. */
  readonly refusal?: string;
}

/** A credential, and the variables of the environment that it comes from: those of the code samples. */
export interface CredentialSource {
  /** The name of the client's option. */
  readonly key: string;
  /** One, or those of the user name and the password. */
  readonly variables: readonly [value: string] | readonly [username: string, password: string];
}
