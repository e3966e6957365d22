import { lookUpItems, lookUpProperty } from "../schema/properties.ts";
import { shapesOf } from "../schema/shapes.ts";
import type { Schema } from "../schema/types.ts";
import { type Decode, objectOf, type Pair, type Texts } from "./texts.ts";

/** `name[property]=`; what is deeper is not specified, and read as most servers do. */
export function readDeepObject(
  schema: Schema,
  name: string,
  pairs: readonly Pair[],
  decode: Decode,
): Texts | undefined {
  const root: Tree = new Map();
  for (const [key, value] of pairs) {
    if (!key.startsWith(`${name}[`) || !key.endsWith("]")) continue;
    const path = key.slice(name.length + 1, -1).split("][");
    let node = root;
    for (const part of path.slice(0, -1)) {
      const inner = node.get(part);
      const next: Tree = inner instanceof Map ? inner : new Map();
      node.set(part, next);
      node = next;
    }
    const last = path.at(-1) ?? "";
    const before = node.get(last);
    node.set(last, [...(Array.isArray(before) ? before : []), decode(value)]);
  }
  return root.size === 0 ? undefined : textsOfTree(schema, root);
}

/** Names in brackets, and the texts behind the last one of them. */
type Tree = Map<string, Tree | string[]>;

function textsOfTree(schema: Schema | undefined, tree: Tree): Texts {
  const item = (inner: Schema | undefined, value: Tree | string[]): Texts => {
    if (value instanceof Map) return textsOfTree(inner, value);
    const [only = ""] = value;
    const isList = inner !== undefined && shapesOf(inner).has("array") && !shapesOf(inner).has("scalar");
    return value.length > 1 || isList ? value : only;
  };
  if (isListIn(schema, tree)) {
    const items = schema && lookUpItems(schema);
    return [...tree].flatMap(([key, value]) => (key === "" && Array.isArray(value) ? value : [item(items, value)]));
  }
  return objectOf(
    Array.from(tree, ([key, value]) => [key, item(schema && lookUpProperty(schema, key), value)] as const),
  );
}

/** By what is described; where that may be either, or nothing is said of it, by whether the names are those of items: `[]`, `[0]`. */
function isListIn(schema: Schema | undefined, tree: Tree): boolean {
  const shapes = schema && shapesOf(schema);
  const [isArray, isObject] = [shapes?.has("array") ?? true, shapes?.has("object") ?? true];
  return isArray === isObject ? [...tree.keys()].every((key) => /^\d*$/.test(key)) : isArray;
}
