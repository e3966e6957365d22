import type { IncomingMessage } from "node:http";
import type { OperationSummary } from "../engine/operation-summary.ts";

const mask = "***";
/** What is secret by its own standard, whatever a description says of it; the last one is that of RFC 6750, section 2.3. */
const alwaysSecret = ["authorization", "cookie", "proxy-authorization", "access_token"];

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
    Object.entries(headers).map(([name, value = ""]) => [name, secret.has(name) ? mask : String(value)]),
  );
}

/** @param target a request target */
export function maskTarget(target: string, secret: ReadonlySet<string>): string {
  const [path, query] = target.split(/\?(.*)/s);
  if (query === undefined) return target;
  const masked = query.replace(/([^&=]*)=([^&]*)/g, (pair, name: string) =>
    secret.has(decoded(name).toLowerCase()) ? `${name}=${mask}` : pair,
  );
  return `${path}?${masked}`;
}

function decoded(name: string): string {
  return new URLSearchParams(`${name}=`).keys().next().value ?? name;
}
