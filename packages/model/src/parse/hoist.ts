import { append, lookUp, tokensOf } from "../http/pointer.ts";
import { asNode, entriesOf, isNode, type Node } from "./node.ts";
import { rewriteDocument } from "./objects.ts";
import { createReferences, type References } from "./references.ts";

/**
 * The same description for tools that follow the references of schemas in one place only: each leads to `#/<field>/<name>`, a flat
 * list of what is referred to, which all that refers to it shares. Nothing is written out in its place, so that the whole is as
 * large as what is read, however often schemas refer to each other. The references of path items and of security schemes, which such
 * tools tend to overlook, are followed; a reference of a schema that leads nowhere stays.
 */
export function hoistSchemas(document: object, field: string): Node {
  const source = asNode(document);
  const nameOf = createNames();
  const names = new Map<string, string>();
  const references = createReferences(source);
  const rewritten = rewriteDocument(source, (kind, node, pointer) => {
    const { $ref, $dynamicRef, ...rest } = node;
    const ref = $ref ?? $dynamicRef;
    const to = kind === "schema" && typeof ref === "string" ? targetOf(references, ref, pointer) : undefined;
    if (to === undefined) return node;
    const name = names.get(to) ?? nameOf(to);
    names.set(to, name);
    return { ...rest, $ref: append("#", field, name) };
  });
  const hoisted = Object.fromEntries([...names].map(([pointer, name]) => [name, lookUp(rewritten, pointer)]));
  return { ...withObjectsFollowed(rewritten), [field]: hoisted };
}

/** Where it leads; nothing where that is nowhere: who reads the document says so. */
function targetOf(references: References, ref: string, pointer: string): string | undefined {
  try {
    return references.target(ref, pointer);
  } catch {
    return undefined;
  }
}

/** Names for pointers, each once, of characters that need no encoding. */
function createNames(): (pointer: string) => string {
  const taken = new Map<string, number>();
  return (pointer) => {
    const word = (tokensOf(pointer).at(-1) ?? "").replaceAll(/[^A-Za-z0-9]+/g, "-") || "schema";
    const count = (taken.get(word) ?? 0) + 1;
    taken.set(word, count);
    // With an underscore, which no word has, it is none of the other names.
    return count === 1 ? word : `${word}_${count}`;
  };
}

function withObjectsFollowed(document: Node): Node {
  const { followPathItem, follow } = createReferences(document);
  const followed = (items: unknown, at: string, each: References["follow"]) =>
    Object.fromEntries(
      entriesOf(items).map(([name, item]) => {
        const isReference = typeof asNode(item)["$ref"] === "string";
        return [name, isReference ? each(item, append(at, name)).node : item];
      }),
    );
  const { paths, components } = document;
  const schemes = asNode(components)["securitySchemes"];
  return {
    ...document,
    ...(isNode(paths) && { paths: followed(paths, "#/paths", followPathItem) }),
    ...(isNode(schemes) && {
      components: {
        ...asNode(components),
        securitySchemes: followed(schemes, "#/components/securitySchemes", follow),
      },
    }),
  };
}
