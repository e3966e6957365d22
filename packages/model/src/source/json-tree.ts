import { createScanner, type JSONScanner } from "jsonc-parser";
import { LineCounter } from "yaml";
import type { Part, SourceTree } from "./tree.ts";

/** Of the scanner's kinds of tokens (`SyntaxKind`, which is there for a compiler only). */
const tokens = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, comma: 5, text: 10, end: 17 } as const;

/**
 * Reads the places of a JSON file. Only what is asked for is looked at, and nothing of the rest is kept: of 13 MB, a tree of all
 * places takes ten seconds and 600 MB. A part of it is the offset of its value.
 *
 * @returns nothing where it is no JSON
 */
export function readJsonTree(text: string): SourceTree | undefined {
  if (!/^\s*\{/.test(text) || !isJson(text)) return undefined;
  const scanner = createScanner(text, true);
  const known = new Map<unknown, ReadonlyMap<string, Part>>();
  const partsOf = (node: unknown): ReadonlyMap<string, Part> => {
    const parts = known.get(node) ?? scanParts(scanner, Number(node));
    known.set(node, parts);
    return parts;
  };
  const textAt = (offset: number): string | undefined => {
    scanner.setPosition(offset);
    return scanner.scan() === tokens.text ? scanner.getTokenValue() : undefined;
  };
  const start = text.search(/\S/);
  let lines: LineCounter | undefined;
  return {
    root: { node: start, offset: start },
    child: (node, token) => partsOf(node).get(token),
    referenceOf(node) {
      const ref = partsOf(node).get("$ref");
      return ref && textAt(Number(ref.node));
    },
    // A text that is quoted in another one has a backslash before its second quotation mark.
    references: () =>
      Array.from(text.matchAll(/"\$ref"\s*:\s*("(?:[^"\\]|\\.)*")/g), ([, ref = ""]) => JSON.parse(ref)),
    placeAt(offset) {
      lines ??= countLines(text);
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The properties of the object, or the items of the list, that begins at an offset. */
function scanParts(scanner: JSONScanner, start: number): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  scanner.setPosition(start);
  const isObject = scanner.scan() === tokens.openBrace;
  if (!isObject && scanner.getToken() !== tokens.openBracket) return parts;
  for (let token = scanner.scan(); isOpen(token); token = scanner.scan()) {
    if (token === tokens.comma) continue;
    const offset = scanner.getTokenOffset();
    const name = isObject ? scanner.getTokenValue() : String(parts.size);
    if (isObject) {
      scanner.scan(); // The colon.
      scanner.scan();
    }
    parts.set(name, { node: scanner.getTokenOffset(), offset });
    skipValue(scanner);
  }
  return parts;
}

function isOpen(token: number): boolean {
  return token !== tokens.closeBrace && token !== tokens.closeBracket && token !== tokens.end;
}

/** Goes to the end of the value that begins with the current token. */
function skipValue(scanner: JSONScanner): void {
  let depth = 0;
  for (let token = scanner.getToken(); token !== tokens.end; token = scanner.scan()) {
    if (token === tokens.openBrace || token === tokens.openBracket) depth++;
    if (token === tokens.closeBrace || token === tokens.closeBracket) depth--;
    if (depth === 0) return;
  }
}

function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  for (let start = 0; start >= 0 && start <= text.length; ) {
    lines.addNewLine(start);
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}
