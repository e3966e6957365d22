import type { Description, SecurityScheme } from "@spkey/spec";

/** A credential, which a sample takes from the environment and never shows. */
export type Credential = BearerCredential | BasicCredential | KeyCredential;

/** `Authorization: Bearer …` (RFC 6750). */
export interface BearerCredential extends Named {
  readonly kind: "bearer";
  readonly variable: string;
}

/** `Authorization: Basic …` (RFC 7617). */
export interface BasicCredential extends Named {
  readonly kind: "basic";
  readonly username: string;
  readonly password: string;
}

/** An API key in a header, a parameter of the query, or a cookie of this name. */
export interface KeyCredential extends Named {
  readonly kind: "header" | "query" | "cookie";
  readonly name: string;
  readonly variable: string;
}

interface Named {
  /** The name of its security scheme, which is the name of the client's option. */
  readonly key: string;
}

/** How a credential of this scheme is sent; nothing where it is no matter of the request (OpenAPI 3.1, section 4.8.27). */
export function credentialOf(
  scheme: SecurityScheme,
  requirement: readonly SecurityScheme[],
  prefix: string,
): Credential | undefined {
  const { key } = scheme;
  if (scheme.type === "apiKey" && scheme.in && scheme.name) {
    return { key, kind: scheme.in, name: scheme.name, variable: `${prefix}_${constantCase(key)}` };
  }
  if (scheme.type === "http" && scheme.scheme?.toLowerCase() === "basic") {
    return { key, kind: "basic", username: `${prefix}_USERNAME`, password: `${prefix}_PASSWORD` };
  }
  if (!isBearer(scheme)) return undefined;
  // Usually there is one, and its name says nothing more.
  const only = requirement.filter(isBearer).length === 1;
  return { key, kind: "bearer", variable: `${prefix}_${only ? "TOKEN" : constantCase(key)}` };
}

/** The variables of the environment that credentials are taken from. */
export function variablesOf(credentials: readonly Credential[]): string[] {
  return credentials.flatMap((credential) =>
    credential.kind === "basic" ? [credential.username, credential.password] : [credential.variable],
  );
}

/** What the variables of an API begin with: the name of its domain (`api.spkey.co`: `SPKEY`), or else its title. */
export function variablePrefix({ servers, info }: Description): string {
  const { hostname } = URL.canParse(servers[0]?.url ?? "") ? new URL(servers[0]?.url ?? "") : { hostname: "" };
  const domain = /^[\d.]+$|:/.test(hostname) ? undefined : hostname.split(".").at(-2);
  return constantCase(domain ?? info.title).replace(/^(?=\d)|^$/, "API_");
}

function isBearer({ type, scheme }: SecurityScheme): boolean {
  return type === "oauth2" || type === "openIdConnect" || (type === "http" && scheme?.toLowerCase() === "bearer");
}

function constantCase(text: string): string {
  return text
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z\d]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
}
