import type { CallableOperation, CredentialSource } from "./operation.ts";

/** What the client is given, and the texts that nobody may see. */
export interface GivenCredentials {
  readonly options: Readonly<Record<string, string | { readonly username: string; readonly password: string }>>;
  readonly secrets: readonly string[];
  /** The variables that are not set, by the operation that can't be called without them. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
}

/** Takes the credentials of operations from the environment, and from nowhere else. */
export function readCredentials(
  operations: readonly CallableOperation[],
  environment: Readonly<Record<string, string | undefined>>,
): GivenCredentials {
  const options: Record<string, string | { readonly username: string; readonly password: string }> = {};
  const secrets = new Set<string>();
  const missing = new Map<string, readonly string[]>();
  for (const { id, credentials, open } of operations) {
    const unset = credentials.flatMap(({ variables }) => variables.filter((name) => !environment[name]));
    if (unset.length > 0 && !open) missing.set(id, unset);
    for (const source of credentials) {
      const credential = credentialOf(source, environment);
      if (credential === undefined) continue;
      options[source.key] = credential;
      for (const secret of textsOf(credential)) secrets.add(secret);
    }
  }
  // The longest first: one may be a part of another.
  return { options, missing, secrets: [...secrets].toSorted((a, b) => b.length - a.length) };
}

function credentialOf(
  { variables: [first, second] }: CredentialSource,
  environment: Readonly<Record<string, string | undefined>>,
) {
  const value = environment[first];
  if (!value) return undefined;
  if (second === undefined) return value;
  const password = environment[second];
  return password ? { username: value, password } : undefined;
}

/** A credential in each form in which it is sent. */
function textsOf(credential: string | { readonly username: string; readonly password: string }): string[] {
  const texts =
    typeof credential === "string"
      ? [credential]
      : [credential.password, Buffer.from(`${credential.username}:${credential.password}`).toString("base64")];
  return texts.flatMap((text) => [text, encodeURIComponent(text)]);
}
