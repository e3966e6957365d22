import { type Signature, signaturesOf } from "@spkey/client/signature";
import type { Description, Operation } from "@spkey/model";
import { namesInPath, type OperationPair } from "./match-operations.ts";
import type { Scope } from "./scope.ts";

/** What callers of our generated client write: the names of functions and arguments, and how a body is given. */
export function compareClientNames(
  before: Description,
  after: Description,
  pairs: readonly OperationPair[],
  scope: Scope,
): void {
  const [old, now] = [before, after].map(signaturesByOperation);
  for (const pair of pairs) {
    const [signature, newSignature] = [old?.get(pair.before), now?.get(pair.after)];
    if (!signature || !newSignature) continue;
    compareSignatures(signature, newSignature, scope.at(`${pair.after.method} ${pair.after.path}`));
  }
}

function signaturesByOperation(description: Description): ReadonlyMap<Operation, Signature> {
  return new Map(signaturesOf(description).signatures.map((signature) => [signature.operation, signature]));
}

function compareSignatures(before: Signature, after: Signature, scope: Scope): void {
  const places = { before: before.operation.pointer, after: after.operation.pointer };
  const [id, newId] = [before.operation.id, after.operation.id];
  if (id !== newId) scope.addSingle("operation-id-renamed", `was called \`${id}\` and is called \`${newId}\``, places);
  else if (before.name !== after.name) {
    scope.addSingle("client-function-renamed", `\`${before.name}()\` has become \`${after.name}()\``, places);
  }
  if (before.body !== after.body && before.body !== "none" && after.body !== "none") {
    scope.addSingle("client-body-regrouped", said(after.body), places);
  }
  const now = argumentsByKey(after);
  for (const [key, { name, pointer }] of argumentsByKey(before)) {
    const twin = now.get(key);
    if (!twin || twin.name === name) continue;
    scope.addSingle("client-argument-renamed", `the argument \`${name}\` has become \`${twin.name}\``, {
      before: pointer,
      after: twin.pointer,
    });
  }
}

function said(body: Signature["body"]): string {
  return body === "whole"
    ? "the body was given by its properties, and is one argument now"
    : "the body was one argument, and is given by its properties now";
}

/** Arguments by what they are on the wire: of the path, by their position. */
function argumentsByKey({ arguments: all, operation }: Signature) {
  const positions = namesInPath(operation);
  return new Map(
    all.map(({ name, in: place, key, schema }) => {
      const wire = place === "path" ? positions.indexOf(key) : place === "header" ? key.toLowerCase() : key;
      return [`${place} ${wire}`, { name, pointer: schema?.pointer ?? operation.pointer }];
    }),
  );
}
