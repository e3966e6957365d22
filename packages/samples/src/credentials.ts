import { isPublic, type SecurityRequirement, type SecurityScheme } from "@spkey/model";
import { constantCase } from "./names.ts";

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

/** The credentials of a request, and what is to be said of others. */
export interface Credentials {
  readonly credentials: readonly Credential[];
  readonly notes: readonly string[];
}

/**
 * Chooses among the alternatives of `security` (OpenAPI 3.1, section 4.8.30) the first one that can be sent whole; where none
 * can, the first one, as far as it can be sent.
 */
export function credentialsOf(security: readonly SecurityRequirement[], prefix: string): Credentials {
  const alternatives = security.filter(({ length }) => length > 0).map((each) => write(each, prefix));
  const chosen = alternatives.find(({ unsent }) => unsent.length === 0) ?? alternatives[0];
  if (!chosen) return { credentials: [], notes: [] };
  return {
    credentials: chosen.credentials,
    notes: [
      ...chosen.unsent.map((scheme) => `The credential \`${scheme.key}\` (${kindName(scheme)}) is not shown.`),
      ...(alternatives.length > 1 ? ["Other credentials are accepted as well; see the description."] : []),
      ...(isPublic(security) ? ["Credentials are optional: the request may also be sent without any."] : []),
    ],
  };
}

/** The variables of the environment that credentials are taken from. */
export function variablesOf(credentials: readonly Credential[]): string[] {
  return credentials.flatMap((credential) =>
    credential.kind === "basic" ? [credential.username, credential.password] : [credential.variable],
  );
}

/** What is to be said where the errors of a language's own functions have the URL in them. */
export function urlNotes(credentials: readonly Credential[]): string[] {
  if (!credentials.some(({ kind }) => kind === "query")) return [];
  return ["Errors of the connection have the URL in them, and with it the key: keep them out of logs."];
}

function write(requirement: SecurityRequirement, prefix: string) {
  const credentials = new Map<string, Credential>();
  const unsent: SecurityScheme[] = [];
  // Usually there is one, and its name says nothing more.
  const single = requirement.filter(({ scheme }) => isBearer(scheme)).length === 1;
  for (const { scheme } of requirement) {
    const credential = credentialOf(scheme, single, prefix);
    const place = credential && placeOf(credential);
    if (!credential || !place || credentials.has(place)) unsent.push(scheme);
    else credentials.set(place, credential);
  }
  return { credentials: [...credentials.values()], unsent };
}

/** How a credential of this scheme is sent; nothing where a sample can't (OpenAPI 3.1, section 4.8.27). */
function credentialOf(scheme: SecurityScheme, single: boolean, prefix: string): Credential | undefined {
  const { key } = scheme;
  if (scheme.type === "apiKey") {
    return { key, kind: scheme.in, name: scheme.name, variable: `${prefix}_${constantCase(key)}` };
  }
  if (scheme.type === "http" && scheme.scheme === "basic") {
    return { key, kind: "basic", username: `${prefix}_USERNAME`, password: `${prefix}_PASSWORD` };
  }
  if (!isBearer(scheme)) return undefined;
  return { key, kind: "bearer", variable: `${prefix}_${single ? "TOKEN" : constantCase(key)}` };
}

/** Where it is sent: there is room for one. Cookies share a header, in which one value comes from the environment. */
function placeOf(credential: Credential): string {
  if (credential.kind === "cookie") return "cookie";
  if (credential.kind === "query") return `query ${credential.name}`;
  return `header ${credential.kind === "header" ? credential.name.toLowerCase() : "authorization"}`;
}

function isBearer(scheme: SecurityScheme): boolean {
  return (
    scheme.type === "oauth2" ||
    scheme.type === "openIdConnect" ||
    (scheme.type === "http" && scheme.scheme === "bearer")
  );
}

function kindName(scheme: SecurityScheme): string {
  return scheme.type === "http" ? scheme.scheme : scheme.type;
}
