import {
  type Client as BaseClient,
  type ClientOptions,
  createClient as createBaseClient,
  type Sender,
} from "./client.ts";
import { ApiError, InvalidRequestError, unsent } from "./errors.ts";
import { callsByPath, type OperationsByPath, type PathsByMethod } from "./generated/by-path.ts";
import { defaultBodySerializer, type HeadersOptions } from "./openapi-fetch.ts";
import type { Call } from "./operation.ts";
import type { CallOptions } from "./options.ts";
import type { Prepared } from "./overrides.ts";
import { writeSimplePath } from "./plain.ts";
import { writeQuery } from "./query.ts";
import { asArrayBuffer, asBlob, asText } from "./readers.ts";

export type { ClientOptions } from "./client.ts";
export type { paths } from "./generated/schema.ts";

/**
 * A client with one method per HTTP method; paths, parameters and bodies are typed by the description. The methods take
 * openapi-fetch's options, but those of {@link NotOfCalls}, and those of {@link CallOptions}; they return what openapi-fetch
 * returns. An answer that is not the described one is an error here, too, and never a success.
 */
export interface Client extends BaseClient {
  readonly withOptions: (options: ClientOptions) => Client;
  readonly GET: Method<"GET">;
  readonly PUT: Method<"PUT">;
  readonly POST: Method<"POST">;
  readonly DELETE: Method<"DELETE">;
  readonly OPTIONS: Method<"OPTIONS">;
  readonly HEAD: Method<"HEAD">;
  readonly PATCH: Method<"PATCH">;
  readonly TRACE: Method<"TRACE">;
  /** The same, where the method is a value. */
  readonly request: <Name extends Lowercase<Verb>, Path extends string, As extends keyof Bodies = "json">(
    method: Name,
    path: Known<Uppercase<Name>, Path>,
    ...init: Given<Uppercase<Name>, Path, As>
  ) => Promise<ResultOf<Uppercase<Name>, Path, As>>;
}

type Verb = keyof OperationsByPath;

/** The methods of openapi-fetch's `Client`, with our options. */
type Method<Name extends Verb> = <Path extends string, As extends keyof Bodies = "json">(
  path: Known<Name, Path>,
  ...init: Given<Name, Path, As>
) => Promise<ResultOf<Name, Path, As>>;

/**
 * A path that there is. Were it a constraint of `Path` that it is one, the options of a call would be those of any path to the
 * compiler, until it knows which: for each call, each option would be held against those of each operation.
 */
type Known<Name extends Verb, Path extends string> = Path extends PathsByMethod[Name] ? Path : PathsByMethod[Name];

/** A part of what is written of an operation. */
type Typed<
  Name extends Verb,
  Path extends string,
  Part extends keyof AnyOperation,
> = OperationsByPath[Name][Path][Part];

/** What is written of each operation in {@link OperationsByPath}. */
export interface AnyOperation {
  /** Whether a call needs options. */
  readonly required: boolean;
  readonly init: object;
  /** What a success has. */
  readonly data: unknown;
  /** What a documented error has. */
  readonly error: unknown;
}

type Given<Name extends Verb, Path extends string, As> =
  Typed<Name, Path, "required"> extends true
    ? [init: Typed<Name, Path, "init"> & Reading<As>]
    : [init?: Typed<Name, Path, "init"> & Reading<As>];

type ResultOf<Name extends Verb, Path extends string, As extends keyof Bodies> =
  | { data: As extends "json" ? Typed<Name, Path, "data"> : Bodies[As]; error?: never; response: Response }
  | { data?: never; error: Typed<Name, Path, "error">; response: Response };

interface Reading<As> {
  /**
   * How the body of a success is read, instead of as the description says (which is `json`, whatever it is); it is then not
   * validated.
   */
  readonly parseAs?: As;
}

/** Bodies that the caller has read otherwise than the description says. */
interface Bodies {
  readonly json: unknown;
  readonly text: string;
  readonly blob: Blob;
  readonly arrayBuffer: ArrayBuffer;
  readonly stream: ReadableStream<Uint8Array> | null;
}

/** Options of a call by its path, besides its parameters and its body: openapi-fetch's, and ours. */
export interface PathOptions
  extends Omit<RequestInit, "body" | "headers" | "redirect">,
    Omit<CallOptions, "headers" | "signal">,
    NotOfCalls {
  readonly headers?: HeadersOptions;
}

/** What a method gives, without the types of an operation. */
interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** What can't be said of a single call: credentials go to one place, by one `fetch`, and hooks take the place of middleware. */
interface NotOfCalls {
  readonly baseUrl?: never;
  readonly fetch?: never;
  readonly Request?: never;
  readonly middleware?: never;
  readonly pathSerializer?: never;
  readonly redirect?: never;
}

const notOfCalls = /^(baseUrl|fetch|Request|middleware|pathSerializer|redirect)$/;

/**
 * Creates a client of the API whose operations are called by their paths, as in `client.GET("/…")`. It has all of the
 * description's operations at run time; with their functions, a program has those only that it imports.
 *
 * @throws {TypeError} where an option is none that its type allows, or `baseUrl` no absolute HTTPS URL (plain HTTP is
 *   accepted for loopback addresses)
 */
export function createClient(options: ClientOptions): Client {
  return withMethods(createBaseClient(options));
}

/** Gives a client the methods of this entry point. */
function withMethods(base: BaseClient): Client {
  const { send } = base as Sender;

  async function request(verb: string, path: string, given: Options = {}): Promise<Result> {
    const {
      params,
      headers,
      body,
      querySerializer = writeQuery,
      bodySerializer = defaultBodySerializer,
      parseAs,
      retry,
      signal,
      timeout,
      ...init
    } = given;
    const call = callOf(verb.toUpperCase(), path, parseAs);
    const refused = refusalOf(path, given);
    if (refused) throw new InvalidRequestError(unsent(call), refused);
    const own = { ...params, header: copyOf(params?.header) };
    const options = { retry, signal, timeout } as CallOptions; // Nothing and undefined are the same here.
    try {
      const prepared = { params: own, headers: copyOf(headers), body, querySerializer, bodySerializer, init };
      return await send(call, { ...options, ...prepared });
    } catch (error) {
      // As openapi-fetch has it: a value, and one that is true. A redirect is the API's answer to nobody.
      const response = error instanceof ApiError && /-status$/.test(error.kind) ? error.response : undefined;
      if (!response || response.status < 400) throw error;
      return { error: (error as ApiError).raw() || error, response }; // Or it would have been thrown.
    }
  }

  const withOptions = (options: ClientOptions) => withMethods(base.withOptions(options));
  const client: Record<string, unknown> = { send, request, withOptions };
  for (const method of "GET PUT POST DELETE OPTIONS HEAD PATCH TRACE".split(" ")) {
    client[method] = request.bind(undefined, method);
  }
  return client as unknown as Client; // The same methods, whose types only know the paths one by one.
}

/** What a method is given, without types. */
type Options = Omit<Prepared, "init"> &
  Omit<RequestInit, "body" | "headers" | "signal"> & { readonly parseAs?: keyof typeof readers };

/** Headers are read again for each attempt. `mergeHeaders` takes records and `Headers`; `fetch` takes pairs as well. */
function copyOf(headers: HeadersOptions = {}): HeadersOptions {
  return Symbol.iterator in headers ? new Headers(headers as HeadersInit) : { ...headers }; // Pairs, or a `Headers`.
}

/** Openapi-fetch's names of how bodies are handed over. */
const readers = { json: undefined, text: asText, blob: asBlob, arrayBuffer: asArrayBuffer, stream: "stream" } as const;

/** What is known of an operation; of a path that the description does not have, that a 2xx has JSON. */
function callOf(method: string, path: string, parseAs: keyof typeof readers = "json"): Call {
  const known = callsByPath[`${method} ${path}`];
  const call = known ?? {
    method,
    path,
    writePath: writeSimplePath,
    responses: { "2XX": method === "HEAD" ? 0 : "object|array" },
  };
  if (parseAs === "json") return call;
  // Whoever says how a body is read has it as it is.
  return { ...call, responses: { "2XX": "" }, media: { "2XX": [{ type: /^/, as: readers[parseAs] }] } };
}

/** Why a call can't be sent. */
function refusalOf(path: string, init: Options): string | undefined {
  for (const [name, value] of Object.entries(init)) {
    if (value === undefined || !notOfCalls.test(name)) continue;
    return `\`${name}\` is no option of a call; createClient has \`baseUrl\`, \`fetch\` and \`hooks\`.`;
  }
  if (!path.startsWith("/")) return "a path begins with a slash: this client sends its credentials to one server only.";
  if (init.querySerializer !== undefined && typeof init.querySerializer !== "function") {
    return "`querySerializer` must be a function, as openapi-fetch's `createQuerySerializer` makes one of options.";
  }
  return undefined;
}
