import { type Description, type Operation, serverUrl } from "@spkey/model";
import { createPaths } from "../cases/paths.ts";
import { InvalidInput } from "../verify/invalid-input.ts";

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
  const described = description.operations.flatMap(({ servers }) => servers.map((server) => serverUrl(server)));
  const urls = given === undefined ? described : [given].flat();
  const usable = [...new Set(urls)].filter((url) => URL.canParse(url) && /^https?:/i.test(url));
  if (usable.length === 0 || (given !== undefined && usable.length < new Set(urls).size)) {
    const which =
      given === undefined ? "The description names no server with a host" : "`baseUrl` is no http or https URL";
    throw new InvalidInput(`${which}: pass the URL that is called, as in { baseUrl: "https://api.example.com/v1" }.`);
  }
  return usable.map(baseOf).toSorted((a, b) => b.url.length - a.url.length);
}

function baseOf(text: string): Base {
  const base = new URL(text);
  const prefix = base.pathname.replace(/\/+$/, "");
  return {
    url: base.origin + prefix,
    inside: (url) => {
      const { origin, pathname, search } = new URL(url);
      const isInside = origin === base.origin && (pathname === prefix || pathname.startsWith(`${prefix}/`));
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
    const path = bases.map((base) => base.inside(url)?.path).find((each) => each !== undefined);
    if (path === undefined) return undefined;
    const matching = paths.matching(path).filter((each) => each.method === method.toUpperCase());
    return matching.toSorted((a, b) => a.path.split("{").length - b.path.split("{").length)[0];
  };
}
