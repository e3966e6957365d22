import type { IncomingMessage } from "node:http";
import type { OperationSummary } from "../engine/operation-summary.ts";

const mask = "***";
/** What is secret by its own standard, whatever a description says of it. */
const alwaysSecret = ["authorization", "cookie", "proxy-authorization"];
/** What is called so is a secret, whether it is described or not: `access_token` (RFC 6750, section 2.3), `X-Auth-Token`. */
const soundsSecret =
  /token|secret|passw|pwd|passphrase|credential|signature|session|otp$|^(sig|pin|pass|auth|jwt|sid|key)$|(api|access|private)[-_ .]?key/i;

/**
 * The names, in lower case, of headers and of parameters in the query that carry secrets. Those of all operations are
 * masked in all requests, and in both places: one may have been sent to the wrong place.
 */
export function secretNames(operations: readonly OperationSummary[]): ReadonlySet<string> {
  const described = operations.flatMap(({ credentials }) => credentials.map(({ name }) => name.toLowerCase()));
  return new Set([...alwaysSecret, ...described]);
}

export function maskHeaders(headers: IncomingMessage["headers"], secret: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = ""]) => {
      if (isSecret(name, secret)) return [name, mask];
      return [name, name === "referer" ? maskReferer(String(value)) : String(value)];
    }),
  );
}

/**
 * A request target without what is secret in it: values of parameters in its query and its path, the user information of an
 * absolute one (RFC 3986, section 3.2.1), and a fragment, in which tokens are handed over.
 */
export function maskTarget(target: string, secret: ReadonlySet<string>): string {
  const [written = "", fragment] = target.split(/#(.*)/s);
  const kept = written
    .replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, `$1${mask}@`)
    .replace(/([?&;])([^?&;=/]*)=([^&;]*)/g, (pair, before: string, name: string) =>
      isSecret(decoded(name).toLowerCase(), secret) ? `${before}${name}=${mask}` : pair,
    );
  return fragment === undefined ? kept : `${kept}#${mask}`;
}

function isSecret(name: string, secret: ReadonlySet<string>): boolean {
  return secret.has(name) || soundsSecret.test(name);
}

/** Of the page that a request comes from, the mock needs to tell its origin only: what else is in its address is unknown. */
function maskReferer(referer: string): string {
  if (!URL.canParse(referer)) return mask;
  const { origin, href } = new URL(referer);
  return href === `${origin}/` ? href : `${origin}/${mask}`;
}

function decoded(name: string): string {
  return new URLSearchParams(`${name}=`).keys().next().value ?? name;
}
