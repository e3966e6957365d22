import { BlockList, isIP } from "node:net";
import { hostname } from "node:os";
import { type Answer, problem } from "../answer.ts";

/** The addresses of this machine that no other one can reach (RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3). */
const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/**
 * Whether a host is one of the mock's own names. A page's script that has its own name lead to this machine (DNS rebinding) is
 * of the mock's origin to its browser; only the name in `Host` gives it away. A name without a dot is one of the local network,
 * such as that of a service in Docker Compose: no stranger can have a page there.
 *
 * @param host as in `Host` (RFC 9110, section 7.2); none where HTTP/1.0 has none, which no browser sends
 * @param bound the name or the address that the mock was told to listen on
 */
export function isOwnHost(host: string | undefined, bound: string): boolean {
  if (host === undefined) return true;
  const name = host
    .toLowerCase()
    .replace(/:\d*$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
  if (name === bound.toLowerCase() || name === "localhost" || name.endsWith(".localhost")) return true; // RFC 6761, section 6.3.
  const version = isIP(name);
  if (version === 0 && /^[\w-]+$/.test(name)) return true;
  // Who listens on all addresses is called by any of them, and no address can be made to lead elsewhere.
  if (isWildcard(bound)) return version !== 0 || name === hostname().toLowerCase();
  return version !== 0 && loopback.check(name, version === 6 ? "ipv6" : "ipv4");
}

function isWildcard(bound: string): boolean {
  return /^[0.:]+$/.test(bound);
}

/** What is answered where it is none of them. */
export function foreignHost(bound: string): Answer {
  return problem(403, "host", `For this, the mock is called by its own names only, such as localhost, or ${bound}.`);
}
