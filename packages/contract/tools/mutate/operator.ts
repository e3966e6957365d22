import type { ObjectKind } from "@spkey/model/parse/objects";

/** An object of a description, as it is written. */
export type Node = Readonly<Record<string, unknown>>;

/** Makes changes to one kind of object. */
export interface Operator {
  readonly name: string;
  readonly kind: ObjectKind;
  readonly mutate: (node: Node, parent: ObjectKind | undefined) => readonly Change[];
}

export interface Change {
  /** What is different, in words. */
  readonly what: string;
  readonly node: Node;
}

export function change(what: string, node: Node): Change {
  return { what, node };
}

export function omit(node: Node, name: string): Node {
  const { [name]: _left, ...others } = node;
  return others;
}

/** The same, with another name in its place. */
export function rename(node: Node, from: string, to: string): Node {
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name === from ? to : name, value]));
}
