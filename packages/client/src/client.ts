import { createQuerySerializer, defaultBodySerializer, type Client as FetchClient, mergeHeaders } from "openapi-fetch";
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
import type { Hooks } from "./hooks.ts";
import type { ParseAs, Promises } from "./response.ts";
import type { RetryOptions } from "./retry.ts";
import type { Prepared, Special } from "./special.ts";
import { type Call, exchange } from "./transport.ts";

type Schemes = typeof securitySchemes;

/** The credentials of the API, by the names of its security schemes. */
export type Credentials = {
  readonly [Name in keyof Schemes]: Credential<Schemes[Name] extends Scheme<infer Value> ? Value : never>;
};

/** Options of one call. Also `client.GET` and the like take them. */
export interface CallOptions {
  /** Ends the call, wherever it is. */
  readonly signal?: AbortSignal;
  /** Milliseconds for all of the call: credentials, attempts, waits and body. Default: the client's. */
  readonly timeout?: number;
  /** Default: the client's. */
  readonly retry?: RetryOptions | false;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Options of {@link createClient}: the credentials of the API, and how requests are sent. */
export type ClientOptions = Pick<Credentials, RequiredCredential> &
  Partial<Credentials> & {
    /** Where requests go. Default: the first server of the description. */
    readonly baseUrl?: string;
    /** Milliseconds for all of a call: credentials, attempts, waits and body. Default: 30,000. */
    readonly timeout?: number;
    /** When a call is sent again, which happens only where it can't have been applied; `false` for never. */
    readonly retry?: RetryOptions | false;
    /** The longest body that is read, in bytes; of an error, 1 MiB at most. Default: 16 MiB. */
    readonly maxResponseBytes?: number;
    /** What sends a request. Default: the platform's `fetch`. */
    readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
    /** Functions that are told of each call. */
    readonly hooks?: Hooks;
  };

/**
 * A client with one method per HTTP method; paths, parameters and bodies are typed by the description. It is what the
 * functions of the operations take, too.
 */
export interface Client extends Omit<FetchClient<paths>, "use" | "eject"> {}

/** What `client.request` takes: options of openapi-fetch, those of a call, and what the function of an operation adds. */
interface Init extends Omit<CallOptions, "headers">, Prepared {
  readonly operation?: Promises & { readonly id: string };
  readonly parseAs?: ParseAs;
}

/**
 * Creates a client of the API.
 *
 * Credentials are sent to the origin of `baseUrl` and nowhere else: redirects are refused, and so is plain HTTP unless it
 * goes to this machine.
 *
 * @throws {TypeError} where `baseUrl` is no absolute HTTPS URL (plain HTTP is accepted for loopback addresses)
 */
export function createClient(options: ClientOptions): Client {
  const {
    baseUrl = defaultBaseUrl,
    timeout: usualTimeout = 30_000,
    retry: usualRetry = {},
    maxResponseBytes = 2 ** 24,
    fetch = globalThis.fetch,
    hooks = {},
    ...credentials
  } = options;
  const base = secureUrl(baseUrl);
  // Browsers have their own, and ask the server before they send another (Fetch, section 4.8).
  const agent = /^Mozilla/.test(globalThis.navigator?.userAgent) ? {} : { "User-Agent": userAgent };

  async function request(verb: string, path: string, init?: Init) {
    const { operation, parseAs = "json", signal, timeout = usualTimeout, retry = usualRetry, ...given } = init ?? {};
    const method = verb.toUpperCase();
    const own: Special = special[`${method} ${path}`] ?? {};
    const details: Call["details"] = { operation: operation?.id, method, path, attempts: 0, outcome: "not-sent" };
    try {
      const { data, response } = await exchange({
        ...write(details, base, agent, own, given),
        details,
        promises:
          operation ??
          (parseAs !== "json"
            ? { responses: { "2XX": "" }, media: { "2XX": [{ type: /^/, as: parseAs }] } }
            : // Of an operation that nobody imports, nothing more is known.
              (own.promises ?? { responses: { "2XX": method === "HEAD" ? 0 : "object|array" } })),
        authorize: (target) => authorize(details, target, own.security ?? security, securitySchemes, credentials),
        fetch,
        hooks,
        timeout,
        retry,
        signal,
        maxBytes: maxResponseBytes,
        throws: !!operation,
      });
      return response.ok ? { data, response } : { error: data, response };
    } catch (raw) {
      if (raw instanceof ApiError) throw raw;
      throw new InvalidRequestError(details, "a header, a parameter or the body can't be written.", raw);
    }
  }

  const client: Record<string, unknown> = { request };
  for (const method of ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"]) {
    client[method] = request.bind(undefined, method);
  }
  return client as unknown as Client; // The same methods, whose types only know the paths one by one.
}

/** Openapi-fetch gives it the headers, but doesn't say so. */
type Serialize = (body: unknown, headers: Headers) => BodyInit;

/** Writes URL, headers and body. Throws what the platform throws, which may quote them. */
function write(
  details: CallDetails,
  base: string,
  agent: Record<string, string>,
  own: Special,
  given: Prepared,
): Pick<Call, "url" | "init"> {
  const {
    params = {},
    headers,
    body,
    querySerializer,
    bodySerializer: serialize = defaultBodySerializer,
    baseUrl,
    ...init
  } = own.prepare?.(given) ?? given;
  if (baseUrl || details.path[0] !== "/") {
    throw new InvalidRequestError(details, `this client sends its credentials to ${base} only.`);
  }
  const path = details.path.replace(/{([^{}]+)}/g, (_, name: string) => {
    const text = (own.path ?? simple)(params.path?.[name] ?? "", name);
    // URL parsers take dot segments away (WHATWG URL, section 4.4): the request would be another one.
    if (!/^\.{0,2}$/.test(text)) return text;
    throw new InvalidRequestError(details, `the path parameter \`${name}\` must not be empty, "." or "..".`);
  });
  const all = mergeHeaders(agent, headers, params.header);
  const content = body === undefined ? null : (serialize as Serialize)(body, all);
  if (typeof content === "string" && !all.has("Content-Type")) all.set("Content-Type", "application/json");
  const serializeQuery =
    typeof querySerializer === "function" ? querySerializer : createQuerySerializer(querySerializer);
  const query = serializeQuery(params.query ?? {});
  return {
    url: base + path + (query && `?${query}`),
    init: { ...init, method: details.method, headers: all, body: content },
  };
}

/** A value, or several, in the style of most path parameters (OpenAPI 3.1, section 4.8.12.4). */
function simple(value: unknown): string {
  return [value].flat().map(String).map(encodeURIComponent).join();
}

/** @returns the URL without slash at its end */
function secureUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const loopback = url && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  const secure = url?.protocol === "https:" || (url?.protocol === "http:" && loopback);
  // A user name in it would be a credential that error messages of the platform quote.
  if (secure && url.href === url.origin + url.pathname) return url.href.replace(/\/$/, "");
  throw new TypeError(
    "`baseUrl` must be an HTTPS URL (plain HTTP: loopback only) without credentials or query, as https://api.example.com.",
  );
}
