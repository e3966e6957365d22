import { type Description, type Operation, serverUrl } from "@spkey/model";
import { createPaths } from "./cases/paths.ts";
import { InvalidInput } from "./verify/invalid-input.ts";

/** Where an API is. */
export interface Base {
  /** As it is given, without a slash at its end. */
  readonly url: string;
  /** @returns the path below it and the query of a URL; nothing where it is not below it */
  readonly inside: (url: string) => { readonly path: string; readonly search: string } | undefined;
}

/**
 * The URLs of an API's servers; the one with the longest path first.
 *
 * @param given instead of those that are described
 * @throws {InvalidInput} where none of them says on which host it is
 */
export function basesOf(description: Description, given: string | readonly string[] | undefined): Base[] {
  const urls = given === undefined ? describedUrls(description) : [given].flat();
  const usable = [...new Set(urls)].filter((url) => URL.canParse(url) && /^https?:/i.test(url));
  if (usable.length === 0 || (given !== undefined && usable.length < new Set(urls).size)) {
    const which =
      given === undefined ? "The description names no server with a host" : "`baseUrl` is no http or https URL";
    throw new InvalidInput(`${which}: pass the URL that is called, as in { baseUrl: "https://api.example.com/v1" }.`);
  }
  return usable.map(baseOf).toSorted((a, b) => b.url.length - a.url.length);
}

/** The same of calls that have been made: a server that is described without a host may be any. */
export function recordedBasesOf(description: Description, given: string | undefined): Base[] {
  return [...new Set(given === undefined ? describedUrls(description) : [given])].map(baseOf);
}

function describedUrls({ operations }: Description): string[] {
  return operations.flatMap(({ servers }) => servers.map((server) => serverUrl(server)));
}

function baseOf(text: string): Base {
  const hasHost = URL.canParse(text);
  const base = hasHost ? new URL(text) : new URL(text, "http://any.invalid");
  const prefix = base.pathname.replace(/\/+$/, "");
  return {
    url: hasHost ? base.origin + prefix : prefix,
    inside: (url) => {
      const { origin, pathname, search } = new URL(url);
      const isThere = !hasHost || origin === base.origin;
      const isInside = isThere && (pathname === prefix || pathname.startsWith(`${prefix}/`));
      return isInside ? { path: pathname.slice(prefix.length) || "/", search } : undefined;
    },
  };
}

/** Finds the operation of a call: a path that is written out goes before one with parameters. */
export function operationFinder(
  operations: readonly Operation[],
  bases: readonly Base[],
): (method: string, url: string) => Operation | undefined {
  const paths = createPaths(operations);
  return (method, url) => {
    for (const base of bases) {
      const path = base.inside(url)?.path;
      if (path === undefined) continue;
      const matching = paths.matching(path).filter((each) => each.method === method.toUpperCase());
      const [found] = matching.toSorted((a, b) => a.path.split("{").length - b.path.split("{").length);
      if (found) return found;
    }
    return undefined;
  };
}
