import type { SecurityRequirement, SecurityScheme } from "@spkey/model";

/** A credential that is made up: a server that only looks whether it is there takes it, as a mock does. */
export interface TestCredential {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly value: string;
}

/** By their scheme (RFC 9110, section 11.1); any other one is taken for a token. */
const authorizations: Readonly<Record<string, string>> = {
  basic: `Basic ${btoa("user:password")}`, // RFC 7617, section 2
  digest: 'Digest username="user", realm="api", nonce="0a4f113b", uri="/", response="6629fae49393a05397450978507c4ef1"', // RFC 7616, section 3.4
};

/** @returns nothing of what is no part of a request's text, or of what nobody knows */
export function credentialFor(scheme: SecurityScheme): TestCredential | undefined {
  switch (scheme.type) {
    case "apiKey":
      return { in: scheme.in, name: scheme.name, value: "key-for-tests" };
    case "http":
      return authorization(authorizations[scheme.scheme] ?? `${capitalized(scheme.scheme)} token-for-tests`);
    case "oauth2":
    case "openIdConnect":
      return authorization("Bearer token-for-tests"); // RFC 6750, section 2.1
    case "mutualTLS":
    case "unknown":
      return undefined;
  }
}

/** Why the credentials of a requirement can't be sent together: a request has a header only once. */
export function clashOf(requirement: SecurityRequirement): string | undefined {
  const sent = requirement.flatMap(({ scheme }) => {
    const { in: place, name, value } = credentialFor(scheme) ?? {};
    return place === "header" && name !== undefined ? [{ key: scheme.key, name, value }] : [];
  });
  for (const [index, one] of sent.entries()) {
    const other = sent
      .slice(index + 1)
      .find(({ name, value }) => name.toLowerCase() === one.name.toLowerCase() && value !== one.value);
    if (other) {
      return `\`${one.key}\` and \`${other.key}\` are both the header \`${one.name}\`, which a request has only once.`;
    }
  }
  return undefined;
}

/** A credential where one is expected that is none, in words. */
export interface MalformedCredential extends TestCredential {
  readonly slug: string;
  readonly what: string;
}

/** What a server must not take for the credential of a scheme: another scheme's, or one with nothing in it. */
export function malformedCredentials(scheme: SecurityScheme): MalformedCredential[] {
  const good = credentialFor(scheme);
  if (!good) return [];
  if (scheme.type === "apiKey") return [{ ...good, value: "", slug: "empty", what: "an empty text" }];
  const [name = ""] = good.value.split(" ");
  const other = name === "Basic" ? "Bearer token-for-tests" : `Basic ${btoa("user:password")}`;
  return [
    { ...good, value: other, slug: "other-scheme", what: `a credential that begins with ${other.split(" ")[0]}` },
    { ...good, value: name, slug: "empty", what: `\`${name}\` with nothing behind it` },
  ];
}

function authorization(value: string): TestCredential {
  return { in: "header", name: "Authorization", value };
}

export function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
