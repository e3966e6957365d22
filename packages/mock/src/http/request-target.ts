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

const absolute = /^https?:\/\/([^/?#]*)(\/?)/i;

/** A request target without scheme and host. In absolute form, an empty path is `/` (RFC 9110, section 4.2.3). */
export function originForm(target: string): string {
  return target.replace(absolute, "/");
}

/** The host that a request is for: that of the target goes before that of the header (RFC 9112, section 3.2.2). */
export function hostOf(target: string, header: string | undefined): string | undefined {
  const [, authority] = absolute.exec(target) ?? [];
  return authority === undefined ? header : authority.replace(/^.*@/, "");
}

/**
 * Path and query of a request target in origin form or absolute form (RFC 9112, section 3.2). It is not parsed as a URL: that
 * would take `//users` for a host, and dot segments away that another server may leave.
 *
 * @returns an answer that refuses it where it can't be understood in one way only
 */
export function readTarget(target: string): RequestTarget | Answer {
  const [rest = ""] = originForm(target).split("#", 1);
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
