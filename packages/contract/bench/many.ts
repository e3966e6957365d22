type Node = Readonly<Record<string, unknown>>;

/** A description with so many operations: each path of another one, again and again under other names. */
export function withOperations(document: object, count: number): object {
  const { paths, ...rest } = document as { readonly paths: Readonly<Record<string, Node>> }; // A bundled description.
  const original = Object.entries(paths);
  const copies = Array.from({ length: count }, (_, index): [string, Node] => {
    const [path, item] = original[index % original.length] ?? ["", {}];
    return [`/copy-${index}${path}`, renamed(item, index)];
  });
  return { ...rest, paths: Object.fromEntries(copies) };
}

function renamed(item: Node, index: number): Node {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => {
      const id = typeof value === "object" && value !== null && "operationId" in value ? value.operationId : undefined;
      return [name, id === undefined ? value : { ...(value as Node), operationId: `${String(id)}${index}` }];
    }),
  );
}
