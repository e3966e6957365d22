/** What matters of a Security Scheme Object (OpenAPI 3.1, section 4.8.27). */
export interface SecurityScheme {
  readonly type: string;
  /** Of `http`: the name of the authentication scheme, in upper or lower case. */
  readonly scheme?: string | undefined;
  /** Of `apiKey`: where the key goes, and by which name. */
  readonly in?: string | undefined;
  readonly name?: string | undefined;
}

/** A made-up credential, and how a request has to carry it. */
export interface MadeUpCredential {
  /** What a caller has: a token or a key, or a user name and a password. */
  readonly value: string | { readonly username: string; readonly password: string };
  readonly in: "header" | "query" | "cookie";
  /** The name of the header, the parameter or the cookie. */
  readonly name: string;
  /** The value of the header, the parameter or the cookie, before any encoding of a URL. */
  readonly sent: string;
}

/**
 * Makes up a credential for a security scheme. It holds the scheme's name, so that a test sees which one was sent, and
 * characters that a query has to encode.
 *
 * @returns undefined for what is no part of a request: `mutualTLS`, or a type that is not known
 */
export function madeUpCredential(name: string, scheme: SecurityScheme): MadeUpCredential | undefined {
  if (scheme.type === "apiKey") {
    const value = `key+/=${name}`;
    return { value, in: placeOf(scheme), name: scheme.name ?? "", sent: value };
  }
  const authentication = authenticationOf(scheme);
  if (authentication === undefined) return undefined;
  const header = { in: "header", name: "Authorization" } as const;
  if (authentication.toLowerCase() !== "basic") {
    const value = `token.of.${name}`;
    return { ...header, value, sent: `${authentication} ${value}` };
  }
  // A colon ends the user name, and may be part of the password (RFC 7617, section 2).
  const value = { username: `user-of-${name}`, password: `pass:of:${name}` };
  return { ...header, value, sent: `Basic ${btoa(`${value.username}:${value.password}`)}` };
}

/** The name of the authentication scheme, as it is written in the registry of RFC 9110, section 16.4.1: with a capital letter. */
function authenticationOf({ type, scheme = "" }: SecurityScheme): string | undefined {
  if (type === "oauth2" || type === "openIdConnect") return "Bearer"; // RFC 6750, section 2.1
  return type === "http" ? `${scheme.slice(0, 1).toUpperCase()}${scheme.slice(1).toLowerCase()}` : undefined;
}

/**
 * Makes up a credential for each security scheme of a description.
 *
 * @param schemes its `components.securitySchemes`, without references
 * @returns them by the names of the schemes; those that are no part of a request are left out
 */
export function madeUpCredentials(
  schemes: Readonly<Record<string, SecurityScheme>>,
): Readonly<Record<string, MadeUpCredential>> {
  return Object.fromEntries(
    Object.entries(schemes).flatMap(([name, scheme]) => {
      const credential = madeUpCredential(name, scheme);
      return credential ? [[name, credential]] : [];
    }),
  );
}

function placeOf({ in: place }: SecurityScheme): MadeUpCredential["in"] {
  if (place === "header" || place === "query" || place === "cookie") return place;
  throw new Error(`A key goes into a header, the query or a cookie, and not into ${JSON.stringify(place)}.`);
}
