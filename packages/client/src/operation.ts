import type { Client } from "./client.ts";
import { ApiError } from "./errors.ts";
import type { Promises } from "./response.ts";
import type { CallOptions } from "./transport.ts";

/** What the function of an operation knows of it. */
interface Operation extends Promises {
  readonly id: string;
  readonly method: string;
  /** Its template names the parameters of the path. */
  readonly path: string;
  /** Where the other parameters are, by name. */
  readonly in?: { readonly [name: string]: "query" | "header" | "cookie" };
  /** Names that are no parameters are properties of the body; otherwise, `body` is the body. */
  readonly flat?: boolean;
  /** Parameters are given by their places: `{ path: { id }, query: { id } }`. */
  readonly nested?: boolean;
}

/** `client.request`, for operations that are data. */
type Request = (method: string, path: string, init: object) => Promise<{ data: unknown }>;

/** Calls an operation, with the names of its request where they belong. */
export async function call<Data>(
  client: Client,
  operation: Operation,
  request: object = {},
  options?: CallOptions,
): Promise<Data> {
  const { method, path, in: places = {}, flat, nested } = operation;
  const given: { readonly body?: unknown } = request;
  const params: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(given)) {
    const place = places[name] ?? (path.includes(`{${name}}`) ? "path" : "body");
    // Without a prototype, `__proto__` is a name like any other.
    const group: Record<string, unknown> = params[place] ?? Object.create(null);
    group[name] = value;
    params[place] = group;
  }
  const { data } = await (client.request as unknown as Request)(method, path, {
    ...options,
    operation,
    params: nested ? given : params,
    body: flat ? (params["body"] ?? {}) : given.body,
  });
  return data as Data; // The operation's shapes are made of the same description as its types.
}

/** Whether something that was thrown is an error of an operation. */
export function isErrorOf(id: string, error: unknown): boolean {
  return error instanceof ApiError && error.operation === id;
}
