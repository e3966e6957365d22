import type { Credential } from "@spkey/samples";
import type { Auth, Row, Variable } from "./types.ts";

/** How a request of a collection carries credentials: each is a variable. */
export interface CollectionCredentials {
  readonly auth: Auth;
  readonly headers: readonly Row[];
  readonly query: readonly Row[];
  /** Pairs of the `Cookie` header. */
  readonly cookies: readonly string[];
  /** The names of the variables. */
  readonly variables: readonly string[];
}

/** A collection has one place for the credential of a request: what else there is goes where it is sent. */
export function collectionCredentials(credentials: readonly Credential[]): CollectionCredentials {
  const variables: string[] = [];
  const use = (name: string) => {
    variables.push(name);
    return `{{${name}}}`;
  };
  const headers: Row[] = [];
  const query: Row[] = [];
  const cookies: string[] = [];
  let auth: Auth = { type: "noauth" };
  for (const credential of credentials) {
    const name = variableName(credential.key);
    switch (credential.kind) {
      case "bearer":
        auth = { type: "bearer", bearer: [field("token", use(name))] };
        break;
      case "basic":
        auth = {
          type: "basic",
          basic: [field("username", use(`${name}Username`)), field("password", use(`${name}Password`))],
        };
        break;
      case "header":
        headers.push({ key: credential.name, value: use(name) });
        break;
      case "query":
        query.push({ key: credential.name, value: use(name) });
        break;
      case "cookie":
        cookies.push(`${credential.name}=${use(name)}`);
    }
  }
  return { auth, headers, query, cookies, variables };
}

function field(key: string, value: string): Variable {
  return { key, value, type: "string" };
}

/** Letters that a variable of a collection may have in its name; never the one of the server. */
function variableName(key: string): string {
  const name = key.replace(/[^A-Za-z0-9_-]+/g, "_");
  return /^(base_?url|.*_BASE_URL)$/i.test(name) ? `${name}_key` : name;
}
