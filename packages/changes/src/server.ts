import { type Server, serverUrl } from "@spkey/model";
import type { Places } from "./change.ts";
import type { Scope } from "./scope.ts";

/** Servers (OpenAPI 3.1, section 4.8.5): callers, and our client, take the first one where they do not choose. */
export function compareServers(
  before: readonly Server[],
  after: readonly Server[],
  scope: Scope,
  places: Required<Places>,
): void {
  const [first, newFirst] = [serverUrl(before[0]), serverUrl(after[0])];
  if (first !== newFirst)
    scope.addSingle("server-changed", `the first one was ${name(first)} and is ${name(newFirst)}`, places);
  const [old, now] = [before, after].map((servers) => new Map(servers.map((server) => [serverUrl(server), server])));
  for (const [url, server] of old ?? []) {
    const twin = now?.get(url);
    if (twin) compareVariables(server, twin, scope, places);
    else if (url !== first) scope.addSingle("server-removed", `${name(url)} is gone`, { before: places.before });
  }
  for (const url of now?.keys() ?? []) {
    if (!old?.has(url) && url !== newFirst) scope.addSingle("server-added", `${name(url)} is new`, places);
  }
}

function compareVariables(before: Server, after: Server, scope: Scope, places: Places): void {
  for (const variable of before.variables) {
    const twin = after.variables.find(({ name: other }) => other === variable.name);
    const said = `the variable \`${variable.name}\` of ${before.url}`;
    if (!twin) {
      scope.addSingle("server-variable-narrowed", `${said} is gone`, places);
      continue;
    }
    // Without a list, any value will do.
    const [old, now] = [variable.enum, twin.enum];
    const gone = now.length > 0 && (old.length === 0 || old.some((value) => !now.includes(value)));
    const added = old.length > 0 && (now.length === 0 || now.some((value) => !old.includes(value)));
    if (gone) scope.addSingle("server-variable-narrowed", `${said} has lost values`, places);
    if (added) scope.addSingle("server-variable-widened", `${said} has more values`, places);
  }
}

function name(url: string): string {
  return url || "the server of the document";
}
