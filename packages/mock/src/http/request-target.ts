import { type Answer, problem } from "../answer.ts";

/** What a request is about. */
export interface RequestTarget {
  /** As it was sent, still encoded. */
  readonly path: string;
  /** Those of the path, decoded. */
  readonly segments: readonly string[];
  /** Without its question mark. */
  readonly query: string;
}

/**
 * Path and query of a request target in origin form or absolute form (RFC 9112, section 3.2). It is not parsed as a URL: that
 * would take `//users` for a host, and dot segments away that another server may leave.
 *
 * @returns an answer that refuses it where it can't be understood in one way only
 */
export function readTarget(target: string): RequestTarget | Answer {
  // In absolute form, an empty path is `/` (RFC 9110, section 4.2.3).
  const origin = target.replace(/^https?:\/\/[^/?#]*(\/?)/i, "/");
  const [rest = ""] = origin.split("#", 1);
  const [path = ""] = rest.split("?", 1);
  const query = rest.slice(path.length + 1);
  if (!path.startsWith("/")) return problem(400, "request-target", "The request target has no path.");
  let segments: string[];
  try {
    segments = path.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return problem(400, "path-encoding", "The path has a percent-encoding that can't be decoded as UTF-8.");
  }
  // WHATWG URL, section 4.4: what most clients, and proxies on the way, would have made another path of.
  if (segments.some((segment) => segment === "." || segment === "..")) {
    return problem(400, "dot-segment", "The path has a dot segment, which URL parsers take away.");
  }
  return { path, segments, query };
}
