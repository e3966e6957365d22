import { append, lookUp } from "../http/pointer.ts";
import type { Description } from "./document.ts";
import { asNode, entriesOf, isNode, type Node } from "./node.ts";
import type { Operation } from "./operation.ts";
import { createReferences } from "./references.ts";

/** Fields for an operation: they are added to those that it has, or replace them. */
export type OperationFields = (operation: Operation) => Node;

/**
 * A copy of a document in which operations have further fields, as readers of documents take them: `x-codeSamples` and the
 * like. The document itself is never changed. A path item that is referred to is written out, since two paths may share it.
 */
export function annotateOperations(document: object, description: Description, fields: OperationFields): object {
  const source = asNode(document);
  const references = createReferences(source);
  const copy: Record<string, unknown> = { ...source };
  for (const [field, operations] of [
    ["paths", description.operations],
    ["webhooks", description.webhooks],
  ] as const) {
    if (!isNode(source[field])) continue;
    const items: Record<string, unknown> = { ...source[field] };
    for (const [path, item] of entriesOf(items)) {
      const own = operations.filter((operation) => operation.path === path);
      if (own.length === 0) continue;
      const { node } = references.follow(item, append("#", field, path));
      items[path] = own.reduce((annotated, operation) => annotate(annotated, operation, fields(operation)), node);
    }
    copy[field] = items;
  }
  return copy;
}

function annotate(item: Node, { method, pointer }: Operation, fields: Node): Node {
  const additional = asNode(item["additionalOperations"]);
  if (Object.hasOwn(additional, method) && pointer.includes("/additionalOperations/")) {
    return {
      ...item,
      additionalOperations: { ...additional, [method]: { ...asNode(additional[method]), ...fields } },
    };
  }
  const name = method.toLowerCase();
  return { ...item, [name]: { ...asNode(lookUp(item, append("#", name))), ...fields } };
}
