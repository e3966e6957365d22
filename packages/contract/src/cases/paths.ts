import type { Operation } from "@spkey/model";

/** Which operations share a path, or may do so for some values of its parameters. */
export interface Paths {
  /** Those of the same template: names of parameters make no difference (OpenAPI 3.1, section 4.8.8). */
  readonly sameAs: (operation: Operation) => readonly Operation[];
  /** These, and those of templates that can mean the same path, as `/users/me` and `/users/{id}` do. */
  readonly alike: (operation: Operation) => readonly Operation[];
}

/** One segment after the other, so that no template is compared with all others. */
interface Node {
  readonly inner: Map<string, Node>;
  /** Of these, those of segments with parameters. */
  readonly wild: Node[];
  readonly operations: Operation[];
}

const wild = "{}";

export function createPaths(operations: readonly Operation[]): Paths {
  const root: Node = { inner: new Map(), wild: [], operations: [] };
  for (const operation of operations) {
    let node = root;
    for (const segment of segmentsOf(operation)) {
      let next = node.inner.get(segment);
      if (!next) {
        next = { inner: new Map(), wild: [], operations: [] };
        node.inner.set(segment, next);
        if (segment.includes(wild)) node.wild.push(next);
      }
      node = next;
    }
    node.operations.push(operation);
  }
  const find = (operation: Operation, follow: (node: Node, segment: string) => (Node | undefined)[]) => {
    let nodes = [root];
    for (const segment of segmentsOf(operation)) {
      nodes = nodes.flatMap((node) => follow(node, segment)).filter((node) => node !== undefined);
    }
    return nodes.flatMap((node) => node.operations);
  };
  return {
    sameAs: (operation) => find(operation, (node, segment) => [node.inner.get(segment)]),
    alike: (operation) =>
      find(operation, (node, segment) =>
        segment.includes(wild) ? [...node.inner.values()] : [node.inner.get(segment), ...node.wild],
      ),
  };
}

function segmentsOf({ path }: Operation): string[] {
  return path.split("/").map((segment) => segment.replaceAll(/\{[^}]*\}/g, wild));
}
