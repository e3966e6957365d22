import { readFile } from "node:fs/promises";
import { basename, dirname, extname, relative, resolve } from "node:path";
import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import { tokensOf } from "./http/pointer.ts";

/** A place in a file; lines and columns are counted from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The files that a description is written in. */
export interface Source {
  /** All of them, the one that the description begins with first, as absolute paths. */
  readonly files: readonly string[];
  /** The place of what a pointer of the bundled document leads to; of what is not found, of the nearest thing around it. */
  placeOf(pointer: string): SourcePlace;
}

interface File {
  readonly path: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** Reads the file that a description is written in, and all files that it refers to (YAML or JSON). */
export async function readSource(entry: string): Promise<Source> {
  const files = new Map<string, File>();
  /** What bundling makes a component of: the file or the part of it that a reference names, by that name. */
  const hoisted = new Map<string, { readonly path: string; readonly pointer: string }>();
  const queue = [resolve(entry)];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (files.has(path)) continue;
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text === undefined) continue; // The bundler says what is missing.
    const lines = new LineCounter();
    const file: File = { path, document: parseDocument(text, { lineCounter: lines }), lines };
    files.set(path, file);
    for (const { path: other, pointer } of externalReferences(file)) {
      const name = tokensOf(pointer).at(-1) ?? basename(other, extname(other));
      hoisted.set(name, { path: other, pointer });
      queue.push(other);
    }
  }
  const [main] = files.values();

  const placeOf = (pointer: string): SourcePlace => {
    if (!main) return { file: entry, line: 1, column: 1 };
    const tokens = tokensOf(pointer);
    const [first, kind, name = ""] = tokens;
    const from = hoisted.get(name);
    const file = from && files.get(from.path);
    if (first === "components" && kind && file && !main.document.hasIn(tokens.slice(0, 3))) {
      return follow(files, file, [...tokensOf(from.pointer), ...tokens.slice(3)]);
    }
    return follow(files, main, tokens);
  };
  return { files: [...files.keys()], placeOf };
}

/** Goes down by the names of a pointer, through references to other files. */
function follow(files: ReadonlyMap<string, File>, start: File, tokens: readonly string[]): SourcePlace {
  let file = start;
  let node: unknown = file.document.contents;
  let offset = offsetOf(node);
  for (const token of tokens) {
    const target = referenceOf(file, node);
    const other = target && files.get(target.path);
    if (other) {
      file = other;
      node = target.pointer ? other.document.getIn(tokensOf(target.pointer), true) : other.document.contents;
      offset = offsetOf(node);
    }
    const next = childOf(node, token);
    if (!next) break;
    ({ node, offset } = next);
  }
  const { line, col } = file.lines.linePos(offset);
  return { file: relative(process.cwd(), file.path), line, column: col };
}

function childOf(node: unknown, token: string): { node: unknown; offset: number } | undefined {
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

/** What a `$ref` to another file leads to. */
function referenceOf({ path }: File, node: unknown): { readonly path: string; readonly pointer: string } | undefined {
  const ref = isMap(node) ? node.get("$ref") : undefined;
  return typeof ref === "string" ? targetOf(path, ref) : undefined;
}

function targetOf(from: string, ref: string): { readonly path: string; readonly pointer: string } | undefined {
  const [path = "", pointer = ""] = ref.split("#");
  if (!path || /^[a-z][a-z0-9+.-]+:/i.test(path)) return undefined;
  return { path: resolve(dirname(from), path), pointer: pointer && `#${pointer}` };
}

function externalReferences({ path, document }: File) {
  const targets: { readonly path: string; readonly pointer: string }[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== "$ref" || !isScalar(value) || typeof value.value !== "string") return;
      const target = targetOf(path, value.value);
      if (target) targets.push(target);
    },
  });
  return targets;
}
