import { append, lookUp, tokensOf } from "../http/pointer.ts";
import { asNode, entriesOf, type Node } from "./node.ts";
import type { ObjectKind } from "./objects.ts";
import type { References } from "./references.ts";

/** Where the components of a kind of object are. */
const componentFields: Partial<Readonly<Record<ObjectKind, string>>> = {
  schema: "schemas",
  response: "responses",
  parameter: "parameters",
  example: "examples",
  requestBody: "requestBodies",
  link: "links",
  callback: "callbacks",
  mediaType: "mediaTypes",
};

/** Gives what is referred to, and is no component, a name among the components. */
export function createPromotion({ document: written, target }: References) {
  const names = new Map<string, { readonly field: string; readonly name: string }>();
  const taken = new Map<string, Set<string>>();
  // Where it stood, it may be gone: what it was a part of has been left out.
  const rewritten = new Map<string, Node>();

  const nameFor = (field: string, pointer: string): string => {
    const known = names.get(pointer);
    if (known) return known.name;
    const used = taken.get(field) ?? new Set(Object.keys(asNode(asNode(written["components"])[field])));
    taken.set(field, used);
    const words = tokensOf(pointer).filter((token) => !/^(components|schemas|properties|paths|\d+)$/.test(token));
    const wanted = words.map((word) => word.replace(/[^\p{L}\p{N}]+/gu, "")).join("_") || "Part";
    let name = wanted;
    for (let count = 2; used.has(name); count++) name = `${wanted}${count}`;
    used.add(name);
    names.set(pointer, { field, name });
    return name;
  };

  const rewrite = (kind: ObjectKind, node: Node, pointer: string): Node => {
    const field = componentFields[kind];
    if (field === undefined) return node;
    const made = referring(field, node, pointer);
    rewritten.set(pointer, made);
    return made;
  };

  const referring = (field: string, node: Node, pointer: string): Node => {
    const ref = node["$ref"] ?? node["$dynamicRef"];
    if (typeof ref !== "string") return node;
    const to = target(ref, pointer);
    const [root, kept, name, ...more] = tokensOf(to);
    const { $dynamicRef: _, ...rest } = node;
    if (root === "components" && kept === field && name !== undefined && more.length === 0)
      return { ...rest, $ref: to };
    return { ...rest, $ref: append("#", "components", field, nameFor(field, to)) };
  };

  /** The rewritten document, with what has been promoted among its components. */
  const into = (document: Node): Node => {
    const components: Record<string, Node> = Object.fromEntries(
      entriesOf(document["components"]).map(([field, each]) => [field, asNode(each)]),
    );
    for (const [pointer, { field, name }] of names) {
      components[field] = { ...components[field], [name]: rewritten.get(pointer) ?? lookUp(document, pointer) };
    }
    return { ...document, components };
  };
  return { rewrite, into };
}
