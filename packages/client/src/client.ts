import createFetchClient, {
  defaultPathSerializer,
  type Client as FetchClient,
  type ClientOptions as FetchClientOptions,
} from "openapi-fetch";
import { type Credentials, withCredentials } from "./credentials.ts";
import { defaultBaseUrl, type RequiredCredential } from "./generated/description.ts";
import type { paths } from "./generated/schema.ts";

/** Options of {@link createClient}: the credentials of the API, and how requests are sent. */
export type ClientOptions = Pick<Credentials, RequiredCredential> &
  Partial<Credentials> & {
    /** Where requests go. Default: the first server of the description. */
    readonly baseUrl?: string;
    /** What sends a request. Default: the platform's `fetch`. */
    readonly fetch?: FetchClientOptions["fetch"];
  };

/** A client with one method per HTTP method; paths, parameters and bodies are typed by the description. */
export type Client = FetchClient<paths>;

/**
 * Creates a client of the API.
 *
 * Credentials are sent to the origin of `baseUrl` and nowhere else: redirects are refused, and so is plain HTTP unless it
 * goes to this machine.
 *
 * @throws {TypeError} where `baseUrl` is no absolute HTTPS URL (plain HTTP is accepted for loopback addresses)
 */
export function createClient(options: ClientOptions): Client {
  const { baseUrl = defaultBaseUrl, fetch, ...credentials } = options;
  const { origin } = secureUrl(baseUrl);
  const client = createFetchClient<paths>({ baseUrl, redirect: "error", pathSerializer, ...(fetch && { fetch }) });
  client.use({
    onRequest({ request }) {
      if (new URL(request.url).origin !== origin) {
        throw new TypeError(
          `This client sends its credentials to ${origin} only. Create another client for another server.`,
        );
      }
      return withCredentials(request, credentials);
    },
  });
  return client;
}

/**
 * Writes path parameters into the template of a URL.
 *
 * @throws {TypeError} where one is empty or a dot segment, which URL parsers take away (WHATWG URL, section 4.4): the
 *   request would be another one
 */
function pathSerializer(template: string, parameters: Record<string, unknown>): string {
  for (const [name, value] of Object.entries(parameters)) {
    if (/^\.{0,2}$/.test(String(value ?? ""))) {
      throw new TypeError(`The path parameter \`${name}\` of ${template} must not be empty, "." or "..".`);
    }
  }
  return defaultPathSerializer(template, parameters);
}

function secureUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const loopback = url !== undefined && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  const secure = url?.protocol === "https:" || (url?.protocol === "http:" && loopback);
  // A user name in it would be a credential that error messages of the platform quote.
  if (secure && !url.username && !url.password) return url;
  throw new TypeError(
    "`baseUrl` must be an absolute HTTPS URL without user name and password, for example https://api.example.com; " +
      "plain HTTP is for loopback only.",
  );
}
