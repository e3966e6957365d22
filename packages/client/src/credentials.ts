import { securitySchemes } from "./generated/description.ts";

/** A credential, or a function that is asked for it anew before each request. */
export type Credential<Value> = Value | (() => Value | Promise<Value>);

/** User name and password of HTTP Basic authentication (RFC 7617). */
export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

type Schemes = typeof securitySchemes;

/** The credentials of the API, by the names of its security schemes. */
export type Credentials = {
  readonly [Name in keyof Schemes]: Credential<Schemes[Name] extends { scheme: "basic" } ? BasicCredential : string>;
};

interface SecurityScheme {
  readonly type: string;
  readonly scheme?: string;
  readonly in?: string;
  readonly name?: string;
}

/** Returns the request with the credentials where the description's security schemes want them. */
export async function withCredentials(request: Request, credentials: Partial<Credentials>): Promise<Request> {
  let authorized = request;
  for (const [name, scheme] of Object.entries<SecurityScheme>(securitySchemes)) {
    const credential: unknown = credentials[name as keyof Credentials]; // A key of the object that is iterated.
    const value: unknown = typeof credential === "function" ? await credential() : credential;
    if (value !== undefined) authorized = place(authorized, scheme, name, value);
  }
  return authorized;
}

/** Puts one credential where its Security Scheme Object says (OpenAPI 3.1, section 4.8.27). */
function place(request: Request, scheme: SecurityScheme, option: string, value: unknown): Request {
  if (scheme.type === "apiKey" && scheme.name !== undefined) {
    const key = printable(value, option);
    if (scheme.in === "query") {
      const url = new URL(request.url);
      url.searchParams.set(scheme.name, key);
      return new Request(url, request);
    }
    if (scheme.in === "cookie") {
      const cookies = request.headers.get("Cookie");
      request.headers.set("Cookie", `${cookies ? `${cookies}; ` : ""}${scheme.name}=${encodeURIComponent(key)}`);
    } else {
      request.headers.set(scheme.name, key);
    }
  } else if (scheme.type === "http" && scheme.scheme?.toLowerCase() === "basic") {
    const { username, password } = value as BasicCredential; // By the type of the option.
    const bytes = new TextEncoder().encode(`${username}:${password}`);
    request.headers.set("Authorization", `Basic ${btoa(String.fromCharCode(...bytes))}`);
  } else {
    // Bearer tokens (RFC 6750), also those of OAuth 2.0 and OpenID Connect.
    request.headers.set("Authorization", `Bearer ${printable(value, option)}`);
  }
  return request;
}

/** Refuses what can't stand in a header before `fetch` does, since its message would quote the secret. */
function printable(value: unknown, option: string): string {
  if (typeof value !== "string" || !/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
    throw new TypeError(
      `The credential \`${option}\` must be a non-empty string of printable ASCII characters without space at its ends.`,
    );
  }
  return value;
}
