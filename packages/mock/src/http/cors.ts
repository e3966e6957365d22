import type { IncomingMessage } from "node:http";

/** The origins whose pages may call the mock: all (`*`), none, or those in the list. */
export type AllowedOrigins = "*" | "off" | readonly string[];

/**
 * What lets a page of another origin call the mock with credentials, and read the whole answer (Fetch Standard, CORS
 * protocol). With credentials, `*` stands for itself only, so that what was asked for is allowed by name.
 */
export function corsHeaders(
  { headers }: IncomingMessage,
  origins: AllowedOrigins,
  exposed: readonly string[],
): Record<string, string> {
  const { origin } = headers;
  if (origins === "off" || origin === undefined) return {};
  if (origins !== "*" && !origins.includes(origin)) return { Vary: "Origin" };
  const common = { "Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true", Vary: "Origin" };
  if (!isPreflight(headers)) {
    return exposed.length > 0 ? { ...common, "Access-Control-Expose-Headers": exposed.join(", ") } : common;
  }
  const { "access-control-request-method": method = "", "access-control-request-headers": names } = headers;
  return {
    ...common,
    "Access-Control-Allow-Methods": method,
    ...(names !== undefined && { "Access-Control-Allow-Headers": names }),
    // A public page that calls this machine (Private Network Access).
    ...(headers["access-control-request-private-network"] && { "Access-Control-Allow-Private-Network": "true" }),
    "Access-Control-Max-Age": "600",
  };
}

/** Whether an `OPTIONS` request asks for another one's sake. */
export function isPreflight(headers: IncomingMessage["headers"]): boolean {
  return headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
}
