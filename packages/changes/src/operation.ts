import { append, type Callback, type Operation } from "@spkey/model";
import { compareBodies } from "./body.ts";
import { matchOperations } from "./match-operations.ts";
import { compareParameters } from "./parameter.ts";
import { compareResponses } from "./response.ts";
import type { Scope } from "./scope.ts";
import { compareServers } from "./server.ts";

/**
 * Compares one operation (OpenAPI 3.1, section 4.8.10).
 *
 * @param scope its direction is that of what is sent: `request` of an operation, `answer` of a webhook or a callback
 */
export function compareOperation(before: Operation, after: Operation, scope: Scope): void {
  const isCall = scope.direction === "request";
  const back = isCall ? "answer" : "request";
  const places = { before: before.pointer, after: after.pointer };
  if (!before.deprecated && after.deprecated) {
    scope.addSingle(isCall ? "operation-deprecated" : "webhook-deprecated", "is deprecated now", places);
  }
  if (before.deprecated && !after.deprecated && isCall) {
    scope.addSingle("operation-deprecation-ended", "is not deprecated any more", places);
  }
  if (isCall && (before.ownServers || after.ownServers)) {
    const ownServers = { before: append(before.pointer, "servers"), after: append(after.pointer, "servers") };
    compareServers(before.servers, after.servers, scope.at("servers"), ownServers);
  }
  compareParameters(before, after, scope);
  compareBodies(before, after, scope.at(isCall ? "request body" : "body"));
  compareResponses(before, after, scope.at("", back));
  compareCallbacks(before.callbacks, after.callbacks, scope);
}

/** Requests that the API makes in return (OpenAPI 3.1, section 4.8.18). Their URLs come from an expression. */
function compareCallbacks(before: readonly Callback[], after: readonly Callback[], scope: Scope): void {
  for (const name of new Set([...before, ...after].map((callback) => callback.name))) {
    const [old, now] = [before, after].map((callbacks) =>
      callbacks.filter((callback) => callback.name === name).flatMap(({ operations }) => operations),
    );
    const inside = scope.at(`callback ${name}`, scope.direction === "request" ? "answer" : "request");
    const { pairs, removed, added } = matchOperations(old ?? [], now ?? []);
    for (const { method, path, pointer } of removed) {
      inside.addSingle("callback-removed", `${method} ${path} is gone`, { before: pointer });
    }
    for (const { method, path, pointer } of added) {
      inside.addSingle("callback-added", `${method} ${path} is new`, { after: pointer });
    }
    for (const pair of pairs) compareOperation(pair.before, pair.after, inside);
  }
}
