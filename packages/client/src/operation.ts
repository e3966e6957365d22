import type { Client, Sender } from "./client.ts";
import { InvalidRequestError, isApiError, unsent } from "./errors.ts";
import type { CallOptions } from "./options.ts";
import type { Overrides } from "./overrides.ts";
import type { ExpectedResponses } from "./response.ts";

/** What is known of an operation when it is called. */
export interface Call extends ExpectedResponses, Overrides {
  /** Its name in the description. */
  readonly id?: string;
  readonly method: string;
  /** Its template names the parameters of the path. */
  readonly path: string;
  /**
   * Where arguments go, and what the description calls them if it is another name. Others go into the path where it has their
   * name, else into the body.
   */
  readonly in?: {
    readonly [name: string]: readonly [place: "path" | "query" | "header" | "cookie" | "body", key?: string];
  };
  /** The arguments that must be given. */
  readonly required?: readonly string[];
  /** Arguments that go into the body are its properties; an optional body is sent with one of them. Otherwise `body` is the body. */
  readonly flat?: "required" | "optional";
}

/** Calls an operation, with the arguments of its request where they belong. */
export async function call<Data>(
  client: Client,
  operation: Call,
  request: object = {},
  options?: CallOptions,
): Promise<Data> {
  const { path, in: places = {}, required = [], flat } = operation;
  const given: Readonly<Record<string, unknown>> = { ...request };
  // Without types, both may be forgotten.
  const missing = client?.send === undefined ? ["client"] : required.filter((name) => given[name] === undefined);
  if (missing.length > 0)
    throw new InvalidRequestError(unsent(operation), `\`${missing.join("`, `")}\` must be given.`);
  const params: Record<string, Record<string, unknown>> = flat === "required" ? { body: {} } : {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    // Own ones only: a further property may be called `constructor`.
    const [place = path.includes(`{${name}}`) ? "path" : "body", key = name] =
      (Object.hasOwn(places, name) && places[name]) || [];
    // Computed, `__proto__` is a name like any other.
    params[place] = { ...params[place], [key]: value };
  }
  const { data } = await (client as Sender).send(operation, {
    ...options,
    // They are read again for each attempt.
    headers: { ...options?.headers },
    params,
    body: flat ? params["body"] : params["body"]?.["body"],
  });
  return data as Data; // The operation's validators are made of the same description as its types.
}

/** Whether something that was thrown is an error of an operation. */
export function isErrorOf(id: string, error: unknown): boolean {
  return isApiError(error) && error.operation === id;
}
