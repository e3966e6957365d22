import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Part, SourceTree } from "./tree.ts";

/** Reads the places of a YAML file, with those of what is no YAML as far as that can be read. */
export function readYamlTree(text: string): SourceTree {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const { contents } = document;
  return {
    root: { node: contents, offset: offsetOf(contents) },
    child: childOf,
    referenceOf(node) {
      const ref = isMap(node) ? node.get("$ref") : undefined;
      return typeof ref === "string" ? ref : undefined;
    },
    references() {
      const found: string[] = [];
      visit(document, {
        Pair(_, { key, value }) {
          if (!isScalar(key) || key.value !== "$ref" || !isScalar(value) || typeof value.value !== "string") return;
          found.push(value.value);
        },
      });
      return found;
    },
    placeAt(offset) {
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    },
  };
}

function childOf(node: unknown, token: string): Part | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === token);
    return pair && isPair(pair) ? { node: pair.value, offset: offsetOf(pair.key) } : undefined;
  }
  if (!isSeq(node)) return undefined;
  const item = node.items[Number(token)];
  return item === undefined ? undefined : { node: item, offset: offsetOf(item) };
}

function offsetOf(node: unknown): number {
  return (isNode(node) ? node.range?.[0] : undefined) ?? 0;
}
