import { readFile } from "node:fs/promises";
import { basename, dirname, extname, relative, resolve } from "node:path";
import { tokensOf } from "./http/pointer.ts";
import { readJsonTree } from "./source/json-tree.ts";
import type { Part, SourceTree } from "./source/tree.ts";
import { readYamlTree } from "./source/yaml-tree.ts";

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
  readonly tree: SourceTree;
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
    const file: File = { path, tree: readJsonTree(text) ?? readYamlTree(text) };
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
    if (first === "components" && kind && file && !find(main.tree, tokens.slice(0, 3))) {
      return follow(files, file, [...tokensOf(from.pointer), ...tokens.slice(3)]);
    }
    return follow(files, main, tokens);
  };
  return { files: [...files.keys()], placeOf };
}

/** Goes down by the names of a pointer, through references to other files. */
function follow(files: ReadonlyMap<string, File>, start: File, tokens: readonly string[]): SourcePlace {
  let file = start;
  let { node, offset } = file.tree.root;
  for (const token of tokens) {
    const target = targetOf(file.path, file.tree.referenceOf(node));
    const other = target && files.get(target.path);
    if (other) {
      file = other;
      ({ node, offset } = find(file.tree, tokensOf(target.pointer)) ?? { node: undefined, offset: 0 });
    }
    const next = file.tree.child(node, token);
    if (!next) break;
    ({ node, offset } = next);
  }
  const { line, column } = file.tree.placeAt(offset);
  return { file: relative(process.cwd(), file.path), line, column };
}

/** What names lead to within one file. */
function find({ root, child }: SourceTree, tokens: readonly string[]): Part | undefined {
  return tokens.reduce<Part | undefined>((part, token) => part && child(part.node, token), root);
}

/** What a `$ref` to another file leads to. */
function targetOf(
  from: string,
  ref: string | undefined,
): { readonly path: string; readonly pointer: string } | undefined {
  const [path = "", pointer = ""] = (ref ?? "").split("#");
  if (!path || /^[a-z][a-z0-9+.-]+:/i.test(path)) return undefined;
  return { path: resolve(dirname(from), path), pointer: pointer && `#${pointer}` };
}

function externalReferences({ path, tree }: File) {
  return tree.references().flatMap((ref) => targetOf(path, ref) ?? []);
}
