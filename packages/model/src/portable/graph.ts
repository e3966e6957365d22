/**
 * Objects that share parts, as JSON: a list of them, in which a part that is an object or a list is written as `[index]`, and
 * one that is reached by a function without arguments as `["call", index]`. What was shared is shared again when it is read.
 */
export type Graph = readonly unknown[];

const call = "call";

/** Says something of a field of an object. */
export type OfField = (object: object, field: string) => boolean;

/** How a graph is written. */
export interface WriteOptions {
  /** Which fields are left out. Default: none. Of data, which is written as it is, none may be. */
  readonly omits?: OfField;
  /** Whose values are written when all others have been, by their distance, as long as there is room. Default: none. */
  readonly isLast?: OfField;
  /** From how many objects on what a function gives is written as `otherwise` gives it. Default: never. */
  readonly most?: number;
  readonly otherwise?: (of: object) => object;
}

/** Writes an object and all that it leads to, functions included: each is called, and its value taken. */
export function writeGraph(root: object, options: WriteOptions = {}): Graph {
  const {
    omits = () => false,
    isLast = () => false,
    most = Number.POSITIVE_INFINITY,
    otherwise = (of) => of,
  } = options;
  const indexes = new Map<object, number>();
  const pending: object[] = [];
  const indexOf = (value: object): number => {
    const index = indexes.get(value) ?? indexes.size;
    if (index < indexes.size) return index;
    indexes.set(value, index);
    pending.push(value);
    return index;
  };
  let isFull = false;
  const write = (owner: object, value: unknown): unknown => {
    if (typeof value === "function") {
      const given = value();
      return [call, indexOf(isFull && !indexes.has(given) ? otherwise(owner) : given)];
    }
    return typeof value === "object" && value !== null ? [indexOf(value)] : value;
  };
  indexOf(root);
  const nodes: unknown[] = [];
  const later: (() => void)[] = [];
  const writeNode = (object: object): unknown => {
    if (Array.isArray(object)) return object.map((value) => write(object, value));
    const kept = Object.entries(object).filter(([field, value]) => value !== undefined && !omits(object, field));
    const written: Record<string, unknown> = Object.create(null);
    for (const [field, value] of kept) {
      const put = () => {
        written[field] = write(object, value);
      };
      if (isLast(object, field)) later.push(put);
      else put();
    }
    return written;
  };
  const writePending = () => {
    for (let object = pending[nodes.length]; object; object = pending[nodes.length]) {
      isFull = later.length === 0 && nodes.length >= most;
      nodes.push(writeNode(object));
    }
  };
  writePending();
  for (const put of later.splice(0)) put();
  writePending();
  return nodes;
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
