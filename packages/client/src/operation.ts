import type { Client, Sender } from "./client.ts";
import { ApiError } from "./errors.ts";
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
  /** Where arguments go, by name: others go into the path where it has their name, else into the body. */
  readonly in?: { readonly [name: string]: "path" | "query" | "header" | "cookie" | "body" };
  /** What the description calls arguments that have another name. */
  readonly as?: { readonly [name: string]: string };
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
  const { path, in: places = {}, as = {}, flat } = operation;
  const params: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(request)) {
    // Own ones only: an argument may be called `constructor`.
    const key = Object.hasOwn(as, name) ? `${as[name]}` : name;
    const place = (Object.hasOwn(places, name) && places[name]) || (path.includes(`{${key}}`) ? "path" : "body");
    // Without a prototype, `__proto__` is a name like any other.
    const group: Record<string, unknown> = params[place] ?? Object.create(null);
    if (value !== undefined) group[key] = value;
    params[place] = group;
  }
  const { body = {} } = params;
  const { data } = await (client as Sender).send(
    operation,
    {
      ...options,
      params,
      body: flat ? (flat === "required" || Object.keys(body).length > 0 ? body : undefined) : body["body"],
    },
    true,
  );
  return data as Data; // The operation's validators are made of the same description as its types.
}

/** Whether something that was thrown is an error of an operation. */
export function isErrorOf(id: string, error: unknown): boolean {
  return error instanceof ApiError && error.operation === id;
}
