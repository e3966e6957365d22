import {
  defaultBodySerializer,
  type FetchOptions,
  type FetchResponse,
  type HeadersOptions,
  mergeHeaders,
  type QuerySerializer,
} from "openapi-fetch";
import { authorize, type Credential, type Scheme } from "./credentials.ts";
import { ApiError, type CallDetails, InvalidRequestError } from "./errors.ts";
import {
  defaultBaseUrl,
  type RequiredCredential,
  security,
  securitySchemes,
  special,
  userAgent,
} from "./generated/description.ts";
import type { paths } from "./generated/schema.ts";
import type { Prepared, Special } from "./special.ts";
import { type Call, type CallOptions, exchange, type Settings } from "./transport.ts";

type Schemes = typeof securitySchemes;

/** The credentials of the API, by the names of its security schemes. */
export type Credentials = {
  readonly [Name in keyof Schemes]: Credential<Schemes[Name] extends Scheme<infer Value> ? Value : never>;
};

/** Options of {@link createClient}: the credentials of the API, and how requests are sent. */
export type ClientOptions = Pick<Credentials, RequiredCredential> &
  Partial<Credentials> &
  Settings & {
    /** Where requests go. Default: the first server of the description. */
    readonly baseUrl?: string;
  };

/**
 * A client with one method per HTTP method; paths, parameters and bodies are typed by the description. It is what the
 * functions of the operations take, too. The methods take openapi-fetch's options, but those of {@link NotOfCalls}, and
 * those of {@link CallOptions}.
 */
export interface Client {
  readonly GET: Method<"get">;
  readonly PUT: Method<"put">;
  readonly POST: Method<"post">;
  readonly DELETE: Method<"delete">;
  readonly OPTIONS: Method<"options">;
  readonly HEAD: Method<"head">;
  readonly PATCH: Method<"patch">;
  readonly TRACE: Method<"trace">;
  /** The same, where the method is a value. */
  readonly request: <
    Name extends Lowercase<Verb>,
    Path extends PathWith<Name>,
    Init extends InitOf<OperationOf<Path, Name>>,
  >(
    method: Name,
    path: Path,
    ...init: Given<Init>
  ) => Promise<Result<OperationOf<Path, Name>, Init>>;
}

type Verb = "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE";

/** The methods of openapi-fetch's `Client`, with our options. */
type Method<Name extends Lowercase<Verb>> = <Path extends PathWith<Name>, Init extends InitOf<OperationOf<Path, Name>>>(
  path: Path,
  ...init: Given<Init>
) => Promise<Result<OperationOf<Path, Name>, Init>>;

type PathWith<Name extends string> = {
  [Path in keyof paths]: paths[Path] extends { [Key in Name]: object } ? Path : never;
}[keyof paths];
type OperationOf<Path extends keyof paths, Name extends string> = paths[Path][keyof paths[Path] & Name];

type InitOf<Operation> = Omit<FetchOptions<Operation>, keyof NotOfCalls | "querySerializer"> &
  Omit<CallOptions, "headers" | "signal"> &
  NotOfCalls & { readonly querySerializer?: QuerySerializer<Operation> };
type Given<Init> = object extends Init ? [init?: Init] : [init: Init];
type Result<Operation, Init> =
  Operation extends Record<string | number, unknown> ? FetchResponse<Operation, Init, `${string}/${string}`> : never;

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
 * Creates a client of the API.
 *
 * Credentials are sent to the origin of `baseUrl` and nowhere else: redirects are refused, and so is plain HTTP unless it
 * goes to this machine.
 *
 * @throws {TypeError} where `baseUrl` is no absolute HTTPS URL (plain HTTP is accepted for loopback addresses)
 */
export function createClient(options: ClientOptions): Client {
  const base = secureUrl(options.baseUrl ?? defaultBaseUrl);
  // Browsers have their own, and ask the server before they send another (Fetch, section 4.8).
  const agent = { "User-Agent": /^Mozilla/.test(globalThis.navigator?.userAgent) ? undefined : userAgent };

  async function request(verb: string, path: string, init: Prepared = {}) {
    const { operation, parseAs = "json" } = init;
    const method = verb.toUpperCase();
    const own: Special = special[`${method} ${path}`] ?? {};
    const details: Call["details"] = { operation: operation?.id, method, path, attempts: 0, outcome: "not-sent" };
    try {
      const { data, response } = await exchange(
        {
          ...write(details, base, agent, own, init),
          details,
          promises:
            operation ??
            (parseAs !== "json"
              ? { responses: { "2XX": "" }, media: { "2XX": [{ type: /^/, as: parseAs }] } }
              : // Of an operation that nobody imports, nothing more is known.
                (own.promises ?? { responses: { "2XX": method === "HEAD" ? 0 : "object|array" } })),
          authorize: (target) => authorize(details, target, own.security ?? security, securitySchemes, options),
          throws: !!operation,
        },
        options,
        init,
      );
      return { [response.ok ? "data" : "error"]: data, response };
    } catch (raw) {
      if (raw instanceof ApiError) throw raw;
      throw new InvalidRequestError(details, "a header, a parameter or the body can't be written.", raw);
    }
  }

  const client: Record<string, unknown> = { request };
  for (const method of "GET PUT POST DELETE OPTIONS HEAD PATCH TRACE".split(" ")) {
    client[method] = request.bind(undefined, method);
  }
  return client as unknown as Client; // The same methods, whose types only know the paths one by one.
}

/** Openapi-fetch gives it the headers, but doesn't say so. */
type Serialize = (body: unknown, headers?: Headers) => BodyInit | undefined;

/** Writes URL, headers and body. Throws what the platform throws, which may quote them. */
function write(
  details: CallDetails,
  base: string,
  agent: HeadersOptions,
  own: Special,
  given: Prepared,
): Pick<Call, "url" | "headers" | "init"> {
  // `mergeHeaders` takes records and `Headers`; `fetch` takes pairs as well.
  const pairs = given.headers && Symbol.iterator in given.headers;
  const plain = pairs ? { ...given, headers: new Headers(given.headers as HeadersInit) } : given;
  const {
    params = {},
    headers,
    body,
    querySerializer = writeQuery,
    bodySerializer = defaultBodySerializer,
    operation: _operation,
    parseAs: _parseAs,
    retry: _retry,
    signal: _signal,
    timeout: _timeout,
    ...init
  } = own.prepare?.(plain) ?? plain;
  for (const [name, value] of Object.entries(init)) {
    if (value === undefined || !notOfCalls.test(name)) continue;
    throw new InvalidRequestError(
      details,
      `\`${name}\` is no option of a call; createClient has \`baseUrl\`, \`fetch\` and \`hooks\`.`,
    );
  }
  if (details.path[0] !== "/") {
    throw new InvalidRequestError(details, `this client sends its credentials to ${base} only.`);
  }
  if (typeof querySerializer !== "function") {
    throw new InvalidRequestError(
      details,
      "`querySerializer` must be a function, as openapi-fetch's `createQuerySerializer` makes one of options.",
    );
  }
  const path = details.path.replace(/{([^{}]+)}/g, (_, name: string) => {
    const text = (own.path ?? simple)(params.path?.[name] ?? "", name);
    // URL parsers take dot segments away (WHATWG URL, section 4.4): the request would be another one.
    if (!/^\.{0,2}$/.test(text)) return text;
    throw new InvalidRequestError(details, `the path parameter \`${name}\` must not be empty, "." or "..".`);
  });
  const query = (querySerializer as typeof writeQuery)(params.query ?? {}).replace(/^\?/, "");
  // The default one can do without, and most calls have none.
  const known =
    headers || params.header || bodySerializer !== defaultBodySerializer
      ? mergeHeaders(headers, params.header)
      : undefined;
  const content = body === undefined ? undefined : (bodySerializer as Serialize)(body, known);
  const type = typeof content === "string" ? { "Content-Type": "application/json" } : undefined;
  return {
    url: base + path + (query && `?${query}`),
    headers: () => mergeHeaders(type, agent, headers, params.header),
    init: { ...init, method: details.method, body: content ?? null },
  };
}

/** A value, or several, in the style of most path parameters (OpenAPI 3.1, section 4.8.12.4). */
function simple(value: unknown): string {
  return (Array.isArray(value) ? value : [value]).map(written).join();
}

/** A query in the usual styles: `form`, exploded, and `deepObject` for objects (OpenAPI 3.1, section 4.8.12.4). */
function writeQuery(query: object): string {
  const pair = (name: string, value: unknown) =>
    value === undefined || value === null ? [] : `${encodeURIComponent(name)}=${written(value)}`;
  return Object.entries(query)
    .flatMap(([name, value]) => {
      if (Array.isArray(value)) return value.flatMap((item) => pair(name, item));
      const plain = typeof value === "object" && value !== null && !value.toJSON; // A date is none.
      return plain ? Object.entries(value).flatMap(([key, item]) => pair(`${name}[${key}]`, item)) : pair(name, value);
    })
    .join("&");
}

/** Throws where the value is none that these styles can write. */
function written(value: unknown): string {
  if (typeof value === "object" && value !== null) throw new TypeError();
  return encodeURIComponent(`${value}`);
}

/** @returns the URL without slash at its end */
function secureUrl(baseUrl: string): string {
  const { href, origin, pathname }: Partial<URL> = URL.canParse(baseUrl) ? new URL(baseUrl) : {};
  const secure = /^(https:|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$)/.test(`${origin}`);
  // A user name in it would be a credential that error messages of the platform quote.
  if (secure && href === `${origin}${pathname}`) return href.replace(/\/$/, "");
  throw new TypeError(
    "`baseUrl` must be an HTTPS URL (plain HTTP: loopback only) without credentials or query, as https://api.example.com.",
  );
}
