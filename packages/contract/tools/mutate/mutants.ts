import { type ObjectKind, rewriteDocument } from "@spkey/model/parse/objects";
import type { Node } from "./operator.ts";
import { operators } from "./operators.ts";

/** A description that differs from another one in one thing. */
export interface Mutant {
  readonly operator: string;
  readonly what: string;
  /** Where the object that is changed stands. */
  readonly pointer: string;
  readonly before: Node;
  readonly after: Node;
  /** Made when it is needed: there are thousands. */
  readonly document: () => object;
}

/** All mutants of a description, in the order of the document. What stands in callbacks and webhooks is no request to the API. */
export function mutantsOf(document: object): Mutant[] {
  const mutants: Mutant[] = [];
  const root = document as Node; // JSON
  rewriteDocument(root, (kind: ObjectKind, node, pointer, parent) => {
    if (typeof node !== "object" || /\/(callbacks|webhooks)\//.test(pointer) || pointer.startsWith("#/webhooks"))
      return node;
    for (const operator of operators.filter((each) => each.kind === kind)) {
      for (const { what, node: after } of operator.mutate(node, parent)) {
        mutants.push({
          operator: operator.name,
          what,
          pointer,
          before: node,
          after,
          document: () => replaced(root, pointer, after),
        });
      }
    }
    return node;
  });
  return mutants;
}

function replaced(document: Node, pointer: string, after: Node): object {
  return rewriteDocument(document, (_kind, node, at) => (at === pointer ? after : node));
}
