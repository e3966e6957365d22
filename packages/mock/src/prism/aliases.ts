import { type Document, isAlias, isCollection, isNode, isPair, LineCounter, type Node, parseDocument } from "yaml";
import { mostParts, tooManyParts } from "./survey.ts";

/**
 * Looks at the aliases of a YAML text (YAML 1.2, section 7.1): what each stands for is counted once.
 *
 * @returns where aliases in aliases make more of it than can be read, as in `… at line 3, column 1`; nothing where they don't
 */
export function excessOfAliases(text: string): string | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const node = findExcess(document);
  if (!node) return undefined;
  const { line, col } = lines.linePos(node.range?.[0] ?? 0);
  return `${tooManyParts} at line ${line}, column ${col}:`;
}

function findExcess(document: Document): Node | undefined {
  const sizes = new Map<unknown, number>();
  let excess: Node | undefined;
  const sizeOf = (node: unknown): number => {
    if (isPair(node)) return sizeOf(node.value);
    // An alias within what it stands for makes a circle, which has no size yet.
    if (isAlias(node)) return sizes.get(node.resolve(document)) ?? 1;
    const size = isCollection(node) ? node.items.reduce((sum: number, item) => sum + sizeOf(item), 1) : 1;
    sizes.set(node, size);
    if (size > mostParts && isNode(node)) excess ??= node;
    return size;
  };
  sizeOf(document.contents);
  return excess;
}
