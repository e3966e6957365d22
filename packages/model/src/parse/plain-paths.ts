import { append, lastToken } from "../http/pointer.ts";
import type { Description } from "./document.ts";
import { asNode, entriesOf, listOf, type Node, textOf } from "./node.ts";
import type { Operation } from "./operation.ts";
import type { References } from "./references.ts";
import { isCredential } from "./security.ts";

/** Path items, written out, in which each operation has the name that the model gives it. */
export function withIds(
  references: References,
  items: unknown,
  field: string,
  operations: Description["operations"],
): Record<string, unknown> {
  return Object.fromEntries(
    entriesOf(items).map(([path, item]) => {
      const own = operations.filter((operation) => operation.path === path);
      const node = withOwnParameters(references, references.follow(item, append("#", field, path)).node, own);
      const named = own.flatMap((operation) => {
        const name = operation.method.toLowerCase();
        return lastToken(operation.pointer) === name
          ? [[name, asNamed(references, asNode(node[name]), operation)] as const]
          : [];
      });
      return [path, { ...node, ...Object.fromEntries(named) }];
    }),
  );
}

/** Where a parameter of all operations of a path is a credential of some, each gets its own parameters. */
function withOwnParameters(references: References, node: Node, operations: Description["operations"]): Node {
  const shared = listOf(node["parameters"]);
  const isOfSome = (parameter: unknown) =>
    operations.some(({ security }) => isCredential(placeOf(references, parameter), security));
  if (!shared.some(isOfSome)) return node;
  const { parameters: _, ...rest } = node;
  for (const { method } of operations) {
    const name = method.toLowerCase();
    const own = listOf(asNode(node[name])["parameters"]);
    const taken = new Set(own.map((each) => JSON.stringify(placeOf(references, each))));
    const inherited = shared.filter((each) => !taken.has(JSON.stringify(placeOf(references, each))));
    if (name in rest) Object.assign(rest, { [name]: { ...asNode(node[name]), parameters: [...inherited, ...own] } });
  }
  return rest;
}

/** An operation with its name, and without the parameters that its credentials are sent as. */
function asNamed(references: References, node: Node, { id, security }: Operation): Node {
  const parameters = listOf(node["parameters"]).filter((each) => !isCredential(placeOf(references, each), security));
  return { ...node, operationId: id, ...("parameters" in node && { parameters }) };
}

function placeOf(references: References, parameter: unknown): { readonly in: string; readonly name: string } {
  const { node } = references.follow(parameter, "#");
  return { in: textOf(node["in"]), name: textOf(node["name"]) };
}
