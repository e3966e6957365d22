import type { Exchange } from "./attempt.ts";
import { copyOf, ofCall, ofClient } from "./checks.ts";
import { authorize } from "./credentials.ts";
import { ApiError, InvalidRequestError, unsent } from "./errors.ts";
import { type Credentials, defaultBaseUrl, security, securitySchemes, userAgent } from "./generated/description.ts";
import { type HeadersOptions, mergeHeaders } from "./openapi-fetch.ts";
import type { Call } from "./operation.ts";
import type { Settings } from "./options.ts";
import type { Prepared } from "./overrides.ts";
import { plain } from "./plain.ts";
import { exchange } from "./transport.ts";
import { property, validate } from "./validate.ts";

export type { Credentials } from "./generated/description.ts";

/** The names of the API's credentials: those of its security schemes. */
export type CredentialName = keyof Credentials;

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
  readonly send: (call: never, init: never) => Promise<Sent>;
  /**
   * Another client, with the options of this one but for those that are given, each as a whole. This one stays as it is.
   *
   * @throws {TypeError} as {@link createClient} does
   */
  readonly withOptions: <const Options extends ClientOptions>(
    options: ClientOptions & Options & Unknown<Options>,
  ) => Client<Names | Given<Options>>;
}

/** The same, as the functions of operations see it. */
export interface Sender extends Omit<Client, "send"> {
  readonly send: (call: Call, init: Prepared) => Promise<Sent>;
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
type Carried<Names> = 0 extends 1 & Names ? any : { readonly [Name in Names & string]: true };

/** What was answered. */
export interface Sent {
  readonly data: unknown;
  readonly response: Response;
}

/**
 * Creates a client of the API.
 *
 * Credentials are sent to the origin of `baseUrl`, or of the operation's own server, and nowhere else: redirects are refused,
 * and so is plain HTTP unless it goes to this machine.
 *
 * The options are copied: what is changed in them afterwards changes nothing.
 *
 * @throws {TypeError} where an option is none that its type allows, or `baseUrl` no absolute HTTPS URL (plain HTTP is
 *   accepted for loopback addresses)
 */
export function createClient<const Options extends ClientOptions>(
  given: ClientOptions & Options & Unknown<Options>,
): Client<Given<Options>> {
  const wrong = validate(ofClient, given, "options");
  if (wrong) throw new TypeError(`${wrong}.`);
  const options = copyOf<ClientOptions>(given);
  const { baseUrl } = options;
  const base = secureUrl(baseUrl ?? defaultBaseUrl);
  // Browsers have their own, and ask the server before they send another (Fetch, section 4.8).
  const agent = { "User-Agent": /^Mozilla/.test(globalThis.navigator?.userAgent) ? undefined : userAgent };
  const sender: Sender = {
    withOptions: (others) => createClient<ClientOptions>({ ...options, ...others }),
    async send(call, init) {
      const details: Exchange["details"] = unsent(call);
      const writing = { fault: "its server is not HTTPS." };
      try {
        const fault = validate(ofCall, init, "options");
        if (fault) throw new InvalidRequestError(details, `${fault}.`);
        const target = call.server === undefined || baseUrl !== undefined ? base : secureUrl(call.server);
        const secrets: string[] = [];
        return await exchange(
          {
            ...write(writing, target, agent, call, init),
            details,
            secrets,
            expected: call,
            authorize: (request) =>
              authorize(details, request, call.security ?? security, securitySchemes, options, secrets),
          },
          options,
          init,
        );
      } catch (raw) {
        const error = raw instanceof ApiError ? raw : new InvalidRequestError(details, writing.fault, raw);
        // By now it is known who called; where it was made, by a timer perhaps, it was not.
        (Error as { captureStackTrace?(error: Error): void }).captureStackTrace?.(error); // Not in every engine.
        throw error;
      }
    },
  };
  return sender;
}

/** Openapi-fetch gives it the headers, but doesn't say so. */
type Serialize = (body: unknown, headers?: Headers) => BodyInit | undefined;

/**
 * Writes URL, headers and body, and keeps in `writing` what is wrong if it throws: what the platform says of it may quote what it
 * could not write.
 */
function write(
  writing: { fault: string },
  base: string,
  agent: HeadersOptions,
  call: Call,
  given: Prepared,
): Pick<Exchange, "url" | "headers" | "init"> {
  writing.fault = "a parameter can't be written.";
  const {
    params = {},
    headers,
    body,
    querySerializer = call.writeQuery,
    bodySerializer,
    init,
  } = call.prepare?.(given) ?? given;
  const known = bodySerializer && mergeHeaders(headers, params.header);
  const path = call.path.replace(/{([^{}]+)}/g, (_, name: string) => {
    writing.fault = `\`${name}\` must be a text, not "", "." or "..".`;
    const text = (call.writePath ?? plain)(property(params.path, name) ?? "", name);
    // URL parsers take dot segments away (WHATWG URL, section 4.4): the request would be another one.
    if (/^\.{0,2}$/.test(text)) throw new TypeError();
    return text;
  });
  writing.fault = "the query can't be written.";
  const query = (querySerializer as Call["writeQuery"])?.(params.query ?? {}).replace(/^\?/, "");
  writing.fault = "the body can't be written.";
  const content = known && body !== undefined ? (bodySerializer as Serialize)(body, known) : JSON.stringify(body);
  writing.fault = "a header or `signal` can't be used.";
  const type = typeof content === "string" ? { "Content-Type": "application/json" } : undefined;
  return {
    url: base + path + (query ? `?${query}` : ""),
    headers: () => mergeHeaders(type, agent, headers, params.header),
    init: { ...init, method: call.method, body: content ?? null },
  };
}

/** @returns the URL without slash at its end */
function secureUrl(baseUrl: string): string {
  const { href, origin, pathname }: Partial<URL> = URL.canParse(baseUrl) ? new URL(baseUrl) : {};
  const secure = /^(https:|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$)/.test(`${origin}`);
  // A user name in it would be a credential that error messages of the platform quote.
  if (secure && href === `${origin}${pathname}`) return href.replace(/\/$/, "");
  throw new TypeError("`baseUrl` must be an HTTPS URL (HTTP for loopback) without credentials or query.");
}
