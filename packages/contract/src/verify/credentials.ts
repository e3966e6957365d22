import type { SecurityScheme } from "@spkey/model";
import { capitalized, type TestCredential } from "../send/credentials.ts";
import { InvalidInput } from "./invalid-input.ts";

/** Credentials of schemes: what is sent, and how a person writes it in a shell. */
export interface Credentials {
  of(scheme: SecurityScheme): TestCredential | undefined;
  /** The same with a variable of the shell in place of the secret. */
  inShell(scheme: SecurityScheme): TestCredential | undefined;
  /** What must not be in any output. */
  readonly secrets: readonly string[];
  /** The options that name them again. */
  readonly options: readonly string[];
}

/** The options that name environment variables, each `NAME` or `SCHEME=NAME`. */
export interface CredentialOptions {
  readonly bearerEnv: readonly string[];
  readonly apiKeyEnv: readonly string[];
  readonly basicEnv: readonly string[];
}

type Kind = "bearer" | "api-key" | "basic";

const optionOf: Readonly<Record<Kind, string>> = {
  bearer: "--bearer-env",
  "api-key": "--api-key-env",
  basic: "--basic-env",
};

/** Which option has the credential of a scheme; OAuth 2.0 and OpenID Connect are tokens (RFC 6750), and so is any other scheme of HTTP. */
function kindOf(scheme: SecurityScheme): Kind | undefined {
  switch (scheme.type) {
    case "apiKey":
      return "api-key";
    case "http":
      // It takes a challenge of the server to answer one (RFC 7616, section 3.4).
      return scheme.scheme === "digest" ? undefined : scheme.scheme === "basic" ? "basic" : "bearer";
    case "oauth2":
    case "openIdConnect":
      return "bearer";
    case "mutualTLS":
    case "unknown":
      return undefined;
  }
}

/**
 * Reads credentials from the environment. No message repeats what stands in an option: it may be the credential itself.
 *
 * @throws {InvalidInput} where an option is no name of a variable that is set, or it is not clear which scheme it is for
 */
export function readCredentials(
  schemes: readonly SecurityScheme[],
  options: CredentialOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Credentials {
  const rows = [
    ...options.bearerEnv.map((text) => ({ kind: "bearer" as const, text })),
    ...options.apiKeyEnv.map((text) => ({ kind: "api-key" as const, text })),
    ...options.basicEnv.map((text) => ({ kind: "basic" as const, text })),
  ];
  const variables = new Map<string, { readonly kind: Kind; readonly variable: string; readonly secret: string }>();
  const names: string[] = [];
  for (const { kind, text } of rows) {
    const { keys, variable } = readOption(schemes, kind, text);
    const secret = environment[variable];
    if (secret === undefined || secret.trim() === "") throw new InvalidInput(notSet(kind));
    checkSecret(kind, secret);
    names.push(`${optionOf[kind]} ${text}`);
    for (const key of keys) variables.set(key, { kind, variable, secret: secret.trim() });
  }
  const secrets = [...variables.values()].flatMap(({ kind, secret }) =>
    kind === "basic" ? [secret, ...secret.split(":"), encodeBasic(secret)] : [secret],
  );
  return {
    of: (scheme) => {
      const found = variables.get(scheme.key);
      if (!found) return undefined;
      const { kind, secret } = found;
      const isInUrl = scheme.type === "apiKey" && scheme.in === "query";
      return written(scheme, kind === "basic" ? encodeBasic(secret) : isInUrl ? encodeURIComponent(secret) : secret);
    },
    inShell: (scheme) => {
      const found = variables.get(scheme.key);
      if (!found) return undefined;
      const { kind, variable } = found;
      return written(scheme, kind === "basic" ? `$(printf %s "$${variable}" | base64)` : `$${variable}`);
    },
    secrets: [...new Set(secrets)],
    options: names,
  };
}

/** Of the schemes that it can be for, one is meant unless they are all written the same way. */
function readOption(
  schemes: readonly SecurityScheme[],
  kind: Kind,
  text: string,
): { readonly keys: readonly string[]; readonly variable: string } {
  const fitting = schemes.filter((scheme) => kindOf(scheme) === kind);
  const described = fitting.map(({ key }) => key).join(", ");
  const [, key, variable = ""] = /^(?:(.+)=)?([A-Za-z_][A-Za-z0-9_]*)$/.exec(text) ?? [];
  if (variable === "") throw new InvalidInput(notSet(kind));
  if (fitting.length === 0) {
    throw new InvalidInput(`${optionOf[kind]}: the description has no security scheme that takes it.`);
  }
  if (key !== undefined) {
    if (fitting.some((each) => each.key === key)) return { keys: [key], variable };
    throw new InvalidInput(`${optionOf[kind]}: in SCHEME=NAME, the scheme is one of ${described}.`);
  }
  if (kind === "api-key" && fitting.length > 1) {
    throw new InvalidInput(`${optionOf[kind]}: there are several API keys (${described}); say SCHEME=NAME for each.`);
  }
  return { keys: fitting.map((each) => each.key), variable };
}

function notSet(kind: Kind): string {
  const example = { bearer: "API_TOKEN", "api-key": "API_KEY", basic: "API_USER_AND_PASSWORD" }[kind];
  return (
    `${optionOf[kind]} takes the name of an environment variable that is set, such as ${example}, and never a credential itself: ` +
    "a command line is kept in the shell's history, and seen by other users. (What was given is not repeated here.)"
  );
}

/** What no header can carry, `fetch` would refuse with a message that repeats it. */
function checkSecret(kind: Kind, secret: string): void {
  const isHeader = /^[\x20-\x7e]+$/.test(secret.trim());
  if (kind === "basic" && !secret.includes(":")) {
    throw new InvalidInput(`${optionOf[kind]}: the variable has to hold user:password (RFC 7617).`);
  }
  if (kind !== "basic" && !isHeader) {
    throw new InvalidInput(
      `${optionOf[kind]}: the variable has a character that no header can carry, such as a line break.`,
    );
  }
}

function encodeBasic(secret: string): string {
  return Buffer.from(secret).toString("base64");
}

function written(scheme: SecurityScheme, text: string): TestCredential | undefined {
  switch (scheme.type) {
    case "apiKey":
      return { in: scheme.in, name: scheme.name, value: text };
    case "http":
      return { in: "header", name: "Authorization", value: `${capitalized(scheme.scheme)} ${text}` };
    case "oauth2":
    case "openIdConnect":
      return { in: "header", name: "Authorization", value: `Bearer ${text}` };
    case "mutualTLS":
    case "unknown":
      return undefined;
  }
}
