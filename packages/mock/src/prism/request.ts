import type { Operation, PrismRequest } from "./index.ts";

/**
 * A request as Prism expects it.
 *
 * @param request its path as it was sent, still encoded; its query without the question mark; its headers by their names in
 *   lower case; its body decoded
 */
export function toPrismRequest(
  { method }: Operation,
  request: {
    readonly path: string;
    readonly query: string;
    readonly headers: Record<string, string>;
    readonly body: unknown;
  },
): PrismRequest {
  return {
    method: method as PrismRequest["method"], // One of those that Prism knows, since Prism has read it.
    // To Prism a comma makes a list of any parameter; encoded, only of those that are lists.
    url: { path: request.path.replaceAll(",", "%2C"), query: readQuery(request.query) },
    headers: withCanonicalCredentials(request.headers),
    body: request.body,
  };
}

const digest = 'Digest username="a", realm="a", nonce="a", uri="a", response="a"';

/** The scheme of credentials is of any case (RFC 9110, section 11.1), a password of any characters; Prism wants them so. */
function withCanonicalCredentials(headers: Record<string, string>): Record<string, string> {
  const [, scheme = "", rest = ""] = /^(\S+) +(.*)$/.exec(headers["authorization"] ?? "") ?? [];
  switch (scheme.toLowerCase()) {
    case "bearer":
      return { ...headers, authorization: `Bearer ${rest}` };
    case "basic": {
      // Prism refuses a colon in the password; RFC 7617 forbids it in the user name only.
      const [name, ...password] = Buffer.from(rest, "base64").toString().split(":");
      const token = password.length > 0 ? Buffer.from(`${name}:${password.join("")}`).toString("base64") : rest;
      return { ...headers, authorization: `Basic ${token}` };
    }
    // Prism refuses a target (`uri`) with a slash, as each has (RFC 7616, section 3.4); only their presence is looked at.
    case "digest":
      return rest === "" ? headers : { ...headers, authorization: digest };
    default:
      return headers;
  }
}

function readQuery(query: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((key) => {
      const [first = "", ...more] = parameters.getAll(key);
      return [key, more.length > 0 ? [first, ...more] : first];
    }),
  );
}
