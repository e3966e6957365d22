import type { Description } from "@spkey/model";
import type { Change } from "./change.ts";
import { compareClientNames } from "./client.ts";
import { matchOperations } from "./match-operations.ts";
import { compareOperation } from "./operation.ts";
import { createScope, type Scope } from "./scope.ts";
import { compareSchemes } from "./security.ts";
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
  compareServers(before.servers, after.servers, scope.at("servers"), "#/servers");
  const { pairs, removed, added } = matchOperations(before.operations, after.operations);
  const paths = new Set(after.operations.map(({ path }) => path));
  for (const { path, method, pointer } of removed) {
    const isGone = !paths.has(path);
    scope
      .at(isGone ? path : `${method} ${path}`)
      .addSingle(isGone ? "path-removed" : "operation-removed", isGone ? "the path is gone" : "is gone", {
        before: isGone ? pointer.replace(/\/[^/]*$/, "") : pointer,
      });
  }
  for (const { method, path, pointer } of added) {
    scope.at(`${method} ${path}`).addSingle("operation-added", "is new", { after: pointer });
  }
  for (const { before: old, after: now } of pairs) {
    compareOperation(old, now, scope.at(`${now.method} ${now.path}`));
  }
  compareWebhooks(before, after, scope);
  compareSchemes(before, after, scope);
  compareClientNames(before, after, pairs, scope);
  return { changes: recorder.changes, comparedSchemas: scope.schemas.count() };
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
