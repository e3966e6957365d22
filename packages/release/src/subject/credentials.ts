import type { SecurityRequirement, SecurityScheme } from "@spkey/model";

/** Credentials that are made up, by the names of the client's options that take them. */
export interface Credentials {
  readonly options: Readonly<Record<string, Credential>>;
  /** Texts that show a credential: what no log may contain. */
  readonly secrets: readonly string[];
  /** Whether one is sent as a cookie, which no page can set for another origin. */
  readonly cookies: boolean;
}

/** A token or a key, or what HTTP Basic authentication takes (RFC 7617). */
export type Credential = string | { readonly username: string; readonly password: string };

/**
 * Makes up the credentials of the first alternative of `security` that the client can send whole (OpenAPI 3.1, section
 * 4.8.30); one that asks for something comes before none.
 *
 * @returns nothing where the client can send none of them
 */
export function makeCredentials(security: readonly SecurityRequirement[]): Credentials | undefined {
  if (security.length === 0) return credentialsOf([]);
  const sendable = security.map((alternative) => alternative.map(({ scheme }) => scheme)).filter(canBeSent);
  const chosen = sendable.find(({ length }) => length > 0) ?? sendable[0];
  return chosen && credentialsOf(chosen);
}

/** Whether the client sends credentials of this scheme. */
export function isSent(scheme: SecurityScheme): boolean {
  return credentialOf(scheme) !== undefined;
}

function canBeSent(schemes: readonly SecurityScheme[]): boolean {
  // There is one `Authorization` header.
  return schemes.every(isSent) && schemes.filter(({ type }) => type !== "apiKey").length <= 1;
}

function credentialsOf(schemes: readonly SecurityScheme[]): Credentials {
  const all = schemes.flatMap((scheme) => {
    const credential = credentialOf(scheme);
    return credential ? [{ key: scheme.key, credential }] : [];
  });
  return {
    options: Object.fromEntries(all.map(({ key, credential }) => [key, credential])),
    secrets: all.flatMap(({ credential }) => secretsOf(credential)),
    cookies: schemes.some((scheme) => scheme.type === "apiKey" && scheme.in === "cookie"),
  };
}

function credentialOf(scheme: SecurityScheme): Credential | undefined {
  const secret = `${scheme.key}-that-must-stay-secret`;
  switch (scheme.type) {
    case "http":
      if (scheme.scheme === "basic") return { username: "ada", password: secret };
      return scheme.scheme === "bearer" ? secret : undefined;
    case "apiKey":
    case "oauth2":
    case "openIdConnect":
      return secret;
    default:
      return undefined;
  }
}

function secretsOf(credential: Credential): string[] {
  if (typeof credential === "string") return [credential];
  const { username, password } = credential;
  return [password, Buffer.from(`${username}:${password}`).toString("base64")];
}
