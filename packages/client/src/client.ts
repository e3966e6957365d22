import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import { authorize, type Credential, type Scheme } from "./credentials.ts";
import { ApiError, InvalidRequestError } from "./errors.ts";
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
import type { Special } from "./special.ts";
import { type Answer, type Call, exchange } from "./transport.ts";

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
interface Init extends CallOptions {
  readonly operation?: Promises & { readonly id: string };
  readonly params?: { readonly path?: Readonly<Record<string, unknown>> };
  readonly parseAs?: ParseAs;
}

/** What openapi-fetch's types, which know the paths one by one, can't say of all of them. */
type Request = (method: string, path: string, init: object) => Promise<{ data?: unknown; error?: unknown }>;

/** Stands in for the platform's `Request`, the slowest part of a call: each attempt writes its own. */
class Sent {
  readonly url: string;
  readonly init: RequestInit;
  readonly method: string | undefined;
  constructor(url: string, init: RequestInit) {
    this.url = url;
    this.init = init;
    this.method = init.method;
  }
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
    timeout = 30_000,
    retry = {},
    maxResponseBytes = 2 ** 24,
    fetch = globalThis.fetch,
    hooks = {},
    ...credentials
  } = options;
  const base = secureUrl(baseUrl);
  // Browsers have their own, and ask the server before they send another (Fetch, section 4.8).
  const headers = /^Mozilla/.test(globalThis.navigator?.userAgent) ? {} : { "User-Agent": userAgent };
  const send = createFetchClient({ baseUrl: base, headers }).request as unknown as Request;

  const request = async (verb: string, path: string, init?: Init) => {
    const { operation, params, parseAs = "json", signal, ...rest } = { timeout, retry, ...init };
    const method = verb.toUpperCase();
    const own: Special = special[`${method} ${path}`] ?? {};
    const details: Call["details"] = {
      operation: operation?.id,
      method,
      path,
      attempts: 0,
      outcome: "not-sent",
      status: undefined,
      requestId: undefined,
    };
    const call: Call = {
      details,
      promises: operation ?? (parseAs === "json" ? (own.promises ?? anyJson) : anyAs(parseAs)),
      authorize: (target) => authorize(details, target, own.security ?? security, securitySchemes, credentials),
      fetch,
      hooks,
      timeout: rest.timeout,
      retry: rest.retry,
      signal,
      maxBytes: maxResponseBytes,
      throws: !!operation,
    };
    let answer: Answer | undefined;
    try {
      const prepared = { ...rest, params };
      const { data, error } = await send(method, filled(details, params?.path, own.path), {
        ...(own.prepare?.(prepared) ?? prepared),
        parseAs: "stream",
        middleware: [],
        Request: Sent,
        fetch: async (sent: Sent) => {
          if (!sent.url.startsWith(`${base}/`)) {
            const text = `this client sends its credentials to ${base} only. Create another client for another server.`;
            throw new InvalidRequestError(details, text);
          }
          answer = await exchange(call, sent.url, sent.init);
          const { data, text = "" } = answer;
          return { ok: answer.response.ok, headers: new Map(), body: data, text: () => text };
        },
      });
      const response = answer?.response;
      return response?.ok ? { data, response } : { error, response };
    } catch (raw) {
      if (raw instanceof ApiError) throw raw;
      throw new InvalidRequestError(
        details,
        "it can't be written: a header, a parameter or the body holds what can't be sent.",
        raw,
      );
    }
  };

  const client: Record<string, unknown> = { request };
  for (const method of ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"]) {
    client[method] = (path: string, init?: Init) => request(method, path, init);
  }
  return client as unknown as Client; // The same methods, whose types only know the paths one by one.
}

/** What an operation that nobody has described promises of a 2xx: a body, and no scalar. */
const anyJson: Promises = { responses: { "2XX": "object|array" } };

/** What is promised where the caller says how to read the body. */
function anyAs(as: ParseAs): Promises {
  return { responses: { "2XX": "" }, media: { "2XX": [{ type: /^/, as }] } };
}

/**
 * Writes path parameters into the template of a path.
 *
 * @throws {InvalidRequestError} where one is missing, empty or a dot segment, which URL parsers take away (WHATWG URL,
 *   section 4.4): the request would be another one
 */
function filled(
  details: Call["details"],
  values: Readonly<Record<string, unknown>> = {},
  write: NonNullable<Special["path"]> = simple,
): string {
  return details.path.replace(/{([^{}]+)}/g, (_, name: string) => {
    const text = write(values[name] ?? "", name);
    if (/^\.{0,2}$/.test(text)) {
      throw new InvalidRequestError(details, `the path parameter \`${name}\` must not be empty, "." or "..".`);
    }
    return text;
  });
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
    "`baseUrl` must be an absolute HTTPS URL without user name, password and query, for example https://api.example.com; " +
      "plain HTTP is for loopback only.",
  );
}
