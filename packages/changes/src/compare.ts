import { append, type Description, type Operation } from "@spkey/model";
import type { Change } from "./change.ts";
import { compareClientNames } from "./client.ts";
import { matchOperations, type OperationPair, pathWithoutNames } from "./match-operations.ts";
import { compareOperation } from "./operation.ts";
import { createScope, type Scope } from "./scope.ts";
import { compareSchemes, compareSecurity, securityChange } from "./security.ts";
import { compareServers } from "./server.ts";

/** What has changed between two descriptions, and how much was looked at for it. */
export interface Comparison {
  readonly changes: readonly Change[];
  /** Pairs of schemas that have been compared, each once. */
  readonly comparedSchemas: number;
}

/**
 * Compares two descriptions as their readers and callers meet them: schemas with their references followed and `allOf` merged.
 * What only documents (titles, descriptions, examples, tags, the order of keys) is no change.
 */
export function compareDescriptions(before: Description, after: Description): Comparison {
  const { scope, recorder } = createScope(before, after);
  const servers = append("#", "servers");
  compareServers(before.servers, after.servers, scope.at("servers"), { before: servers, after: servers });
  const { pairs, removed, added } = matchOperations(before.operations, after.operations);
  addRemoved(removed, after, scope);
  for (const operation of added) {
    const { method, path } = operation;
    scope.at(`${method} ${path}`).addSingle("operation-added", "is new", { after: placeOf(operation) });
  }
  compareCredentials(pairs, scope);
  for (const { before: old, after: now } of pairs) {
    compareOperation(old, now, scope.at(`${now.method} ${now.path}`));
  }
  compareWebhooks(before, after, scope);
  compareSchemes(before, after, scope);
  compareClientNames(before, after, pairs, scope);
  return { changes: recorder.changes, comparedSchemas: scope.schemas.count() };
}

/** Operations that are gone; of a path that is gone, the path. */
function addRemoved(removed: readonly Operation[], after: Description, scope: Scope): void {
  const left = new Set(after.operations.map(({ path }) => pathWithoutNames(path)));
  for (const operation of removed) {
    const { method, path } = operation;
    if (left.has(pathWithoutNames(path))) {
      scope.at(`${method} ${path}`).addSingle("operation-removed", "is gone", { before: placeOf(operation) });
    } else {
      scope.at(path).addSingle("path-removed", "the path is gone", { before: append("#", "paths", path) });
    }
  }
}

/** Where an operation is called, also where it stands in a path item among the components, which others may have as well. */
function placeOf({ method, path }: Operation): string {
  return append("#", "paths", path, method.toLowerCase());
}

/** Where the credentials of all operations change in the same way, it is one change: that of the document. */
function compareCredentials(pairs: readonly OperationPair[], scope: Scope): void {
  const isOne = pairs.length > 1 && new Set(pairs.map(securityChange)).size === 1;
  for (const { before, after } of isOne ? pairs.slice(0, 1) : pairs) {
    const [old, now] = [before, after].map(({ pointer }) => append(isOne ? "#" : pointer, "security"));
    const where = isOne ? scope.at("all operations") : scope.at(`${after.method} ${after.path}`);
    compareSecurity(before, after, where, { before: old ?? "", after: now ?? "" });
  }
}

/** The API sends them: what is a request there is read by those who get it, and what they answer is read by the API. */
function compareWebhooks(before: Description, after: Description, scope: Scope): void {
  const { pairs, removed, added } = matchOperations(before.webhooks, after.webhooks);
  const at = (method: string, path: string) => scope.at(`webhook ${path} (${method})`, "answer");
  for (const { method, path, pointer } of removed)
    at(method, path).addSingle("webhook-removed", "is gone", { before: pointer });
  for (const { method, path, pointer } of added)
    at(method, path).addSingle("webhook-added", "is new", { after: pointer });
  for (const { before: old, after: now } of pairs) compareOperation(old, now, at(now.method, now.path));
}
