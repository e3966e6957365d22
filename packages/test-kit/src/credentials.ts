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
 * @returns undefined for what no request carries in its head: `mutualTLS`, and authentication by HTTP other than Basic and
 *   Bearer, which answers a challenge
 */
export function madeUpCredential(name: string, scheme: SecurityScheme): MadeUpCredential | undefined {
  if (scheme.type === "mutualTLS") return undefined;
  if (scheme.type === "apiKey") {
    const value = `key+/=${name}`;
    return { value, in: placeOf(scheme), name: scheme.name ?? "", sent: value };
  }
  const authentication = scheme.type === "http" ? scheme.scheme?.toLowerCase() : "bearer";
  const header = { in: "header", name: "Authorization" } as const;
  if (authentication === "bearer") {
    const value = `token.of.${name}`;
    return { ...header, value, sent: `Bearer ${value}` };
  }
  if (authentication !== "basic") return undefined;
  // A colon ends the user name, and may be part of the password (RFC 7617, section 2).
  const value = { username: `user-of-${name}`, password: `pass:of:${name}` };
  return { ...header, value, sent: `Basic ${btoa(`${value.username}:${value.password}`)}` };
}

/**
 * Makes up a credential for each security scheme of a description.
 *
 * @param schemes its `components.securitySchemes`, without references
 * @returns them by the names of the schemes; those that no request carries are left out
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
