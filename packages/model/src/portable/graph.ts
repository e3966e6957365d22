/**
 * Objects that share parts, as JSON: a list of them, in which a part that is an object or a list is written as `[index]`, and
 * one that is reached by a function without arguments as `["call", index]`. What was shared is shared again when it is read.
 */
export type Graph = readonly unknown[];

const call = "call";

/** Which fields of an object are left out; of data, which is written as it is, none are. */
export type Omits = (object: object, field: string) => boolean;

/** Writes an object and all that it leads to, functions included: each is called, and its value taken. */
export function writeGraph(root: object, omits: Omits = () => false): Graph {
  const indexes = new Map<object, number>();
  const pending: object[] = [];
  const indexOf = (value: object): number => {
    const index = indexes.get(value) ?? indexes.size;
    if (index < indexes.size) return index;
    indexes.set(value, index);
    pending.push(value);
    return index;
  };
  const write = (value: unknown): unknown => {
    if (typeof value === "function") return [call, indexOf(value())];
    return typeof value === "object" && value !== null ? [indexOf(value)] : value;
  };
  indexOf(root);
  const nodes: unknown[] = [];
  for (const object of pending) nodes.push(writeNode(object, write, omits));
  return nodes;
}

function writeNode(object: object, write: (value: unknown) => unknown, omits: Omits): unknown {
  if (Array.isArray(object)) return object.map(write);
  const kept = Object.entries(object).filter(([field, value]) => value !== undefined && !omits(object, field));
  return Object.fromEntries(kept.map(([field, value]) => [field, write(value)]));
}

/** Reads what {@link writeGraph} has written; a function gives the same object each time. */
export function readGraph(graph: Graph): unknown {
  const made = new Map<number, unknown>();
  const at = (index: number): unknown => {
    if (!made.has(index)) made.set(index, readNode(graph[index]));
    return made.get(index);
  };
  const read = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    return value[0] === call ? () => at(value[1]) : at(value[0]);
  };
  const readNode = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(read);
    return Object.fromEntries(Object.entries(Object(node)).map(([field, value]) => [field, read(value)]));
  };
  return at(0);
}
