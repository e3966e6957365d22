import { defaultBodySerializer, type Client as FetchClient, type HeadersOptions, mergeHeaders } from "openapi-fetch";
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
import type { ParseAs, Promises } from "./response.ts";
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
  const base = secureUrl(options.baseUrl ?? defaultBaseUrl);
  // Browsers have their own, and ask the server before they send another (Fetch, section 4.8).
  const agent = { "User-Agent": /^Mozilla/.test(globalThis.navigator?.userAgent) ? undefined : userAgent };

  async function request(verb: string, path: string, init: Init = {}) {
    const { operation, parseAs = "json", signal, timeout, retry, ...given } = init;
    const method = verb.toUpperCase();
    const own: Special = special[`${method} ${path}`] ?? {};
    const details: Call["details"] = { operation: operation?.id, method, path, attempts: 0, outcome: "not-sent" };
    try {
      const { data, response } = await exchange(
        {
          ...write(details, base, agent, own, given),
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
type Serialize = (body: unknown, headers: Headers) => BodyInit;

/** Writes URL, headers and body. Throws what the platform throws, which may quote them. */
function write(
  details: CallDetails,
  base: string,
  agent: HeadersOptions,
  own: Special,
  given: Prepared,
): Pick<Call, "url" | "init"> {
  const {
    params = {},
    headers,
    body,
    querySerializer = writeQuery,
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
  const query = (querySerializer as typeof writeQuery)(params.query ?? {});
  return {
    url: base + path + (query && `?${query}`),
    init: { ...init, method: details.method, headers: all, body: content },
  };
}

/** A value, or several, in the style of most path parameters (OpenAPI 3.1, section 4.8.12.4). */
function simple(value: unknown): string {
  return [value].flat().map(String).map(encodeURIComponent).join();
}

/** A query in the usual styles: `form`, exploded, and `deepObject` for objects (OpenAPI 3.1, section 4.8.12.4). */
function writeQuery(query: object): string {
  const write = (name: string, value: unknown, inside?: boolean): string[] => {
    if (value === undefined || value === null) return [];
    if (typeof value !== "object") return [`${encodeURIComponent(name)}=${encodeURIComponent(`${value}`)}`];
    // No style says how to write what is deeper, or what is no plain object.
    if (inside || "toJSON" in value) throw new TypeError();
    return Object.entries(value).flatMap(([key, item]) =>
      write(Array.isArray(value) ? name : `${name}[${key}]`, item, true),
    );
  };
  return Object.entries(query)
    .flatMap(([name, value]) => write(name, value))
    .join("&");
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
