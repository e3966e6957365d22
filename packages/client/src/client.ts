import type { Exchange } from "./attempt.ts";
import { authorize, type Credential, type Scheme } from "./credentials.ts";
import { ApiError, type CallDetails, InvalidRequestError } from "./errors.ts";
import { defaultBaseUrl, security, securitySchemes, userAgent } from "./generated/description.ts";
import { defaultBodySerializer, type HeadersOptions, mergeHeaders } from "./openapi-fetch.ts";
import type { Call } from "./operation.ts";
import type { Settings } from "./options.ts";
import type { Prepared } from "./overrides.ts";
import { exchange } from "./transport.ts";

type Schemes = typeof securitySchemes;

/** The names of the API's credentials: those of its security schemes. */
export type CredentialName = keyof Schemes;

/** The credentials of the API, by the names of its security schemes. */
export type Credentials = {
  readonly [Name in CredentialName]: Credential<Schemes[Name] extends Scheme<infer Value> ? Value : never>;
};

/**
 * Options of {@link createClient}: credentials, and how requests are sent. Each operation says which credentials it needs;
 * a client without them can't be given to it.
 */
export type ClientOptions = Partial<Credentials> &
  Settings & {
    /**
     * Where all requests go. Default: the server that the description has for an operation, or else the first one of the
     * API.
     */
    readonly baseUrl?: string;
  };

/** Names that are no options. */
type Unknown<Options> = { readonly [Name in Exclude<keyof Options, keyof ClientOptions>]: never };

/** The credentials that are among the options. */
type Given<Options> = {
  [Name in keyof Options & CredentialName]-?: undefined extends Options[Name] ? never : Name;
}[keyof Options & CredentialName];

/**
 * A client of the API, which the functions of operations take. Its type says which credentials it was given; a plain `Client`
 * may have any, and is checked when it is used.
 */
// biome-ignore lint/suspicious/noExplicitAny: to the compiler, a client of unknown credentials fits every operation.
export interface Client<Names = any> {
  /** For the compiler only: there is no value. */
  readonly credentials?: Carried<Names>;
  /** Sends a call. Only the functions of operations know what it takes. */
  readonly send: (call: never, init: never, throws: boolean) => Promise<Sent>;
}

/** The same, as the functions of operations see it. */
export interface Sender {
  readonly send: (call: Call, init: Prepared, throws: boolean) => Promise<Sent>;
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
type Carried<Names> = 0 extends 1 & Names ? any : { readonly [Name in Names & string]: true };

/** What was answered: data, or an error that is not thrown. */
export interface Sent {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Creates a client of the API.
 *
 * Credentials are sent to the origin of `baseUrl`, or of the operation's own server, and nowhere else: redirects are refused,
 * and so is plain HTTP unless it goes to this machine.
 *
 * @throws {TypeError} where `baseUrl` is no absolute HTTPS URL (plain HTTP is accepted for loopback addresses)
 */
export function createClient<const Options extends ClientOptions>(
  options: ClientOptions & Options & Unknown<Options>,
): Client<Given<Options>> {
  const { baseUrl }: ClientOptions = options;
  const base = secureUrl(baseUrl ?? defaultBaseUrl);
  // Browsers have their own, and ask the server before they send another (Fetch, section 4.8).
  const agent = { "User-Agent": /^Mozilla/.test(globalThis.navigator?.userAgent) ? undefined : userAgent };
  const sender: Sender = {
    async send(call, init, throws) {
      const { id: operation, method, path } = call;
      const details: Exchange["details"] = { operation, method, path, attempts: 0, outcome: "not-sent" };
      try {
        const target = call.server === undefined || baseUrl !== undefined ? base : secureUrl(call.server);
        const { data, response } = await exchange(
          {
            ...write(details, target, agent, call, init),
            details,
            expected: call,
            authorize: (request) =>
              authorize(details, request, call.security ?? security, securitySchemes, options as ClientOptions),
            throws,
          },
          options,
          init,
        );
        return { [response.ok ? "data" : "error"]: data, response };
      } catch (raw) {
        if (raw instanceof ApiError) throw raw;
        throw new InvalidRequestError(details, "a header, a parameter or the body can't be written.", raw);
      }
    },
  };
  return sender;
}

/** Openapi-fetch gives it the headers, but doesn't say so. */
type Serialize = (body: unknown, headers?: Headers) => BodyInit | undefined;

/** Writes URL, headers and body. Throws what the platform throws, which may quote them. */
function write(
  details: CallDetails,
  base: string,
  agent: HeadersOptions,
  call: Call,
  given: Prepared,
): Pick<Exchange, "url" | "headers" | "init"> {
  const {
    params = {},
    headers,
    body,
    querySerializer = writeQuery,
    bodySerializer = defaultBodySerializer,
    parseAs: _parseAs,
    retry: _retry,
    signal: _signal,
    timeout: _timeout,
    ...init
  } = call.prepare?.(given) ?? given;
  const path = details.path.replace(/{([^{}]+)}/g, (_, name: string) => {
    const text = (call.writePath ?? simple)(params.path?.[name] ?? "", name);
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
