import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { generate, type Package } from "../../generator/index.ts";

const sources = fileURLToPath(new URL("../../src/", import.meta.url));

/** Modules by their paths, with slashes. */
export type Modules = ReadonlyMap<string, string>;

/** Each specifier of a module beside it: what is imported or exported from there, or named in a type. */
const specifier = /(?<=\b(?:from|import) ?\(? ?")\.{1,2}\/[^"]+(?=")/g;

/** The client of a description, as `writePackage` writes it, in `src/`; and what the generator warns of. */
export async function clientModules(document: object, manifest: Package) {
  const { files, warnings } = await generate(document, manifest);
  const modules = new Map(Object.entries(files).map(([name, text]) => [`src/generated/${name}`, text]));
  for (const name of await readdir(sources)) {
    if (name !== "generated") modules.set(`src/${name}`, await readFile(join(sources, name), "utf8"));
  }
  return { modules, warnings };
}

/**
 * Modules of many programs in one folder. What is the same in several of them, itself and all that it imports, is there once: so
 * it is compiled once and loaded once, and a program that is the same as another is the other.
 */
export class SharedModules {
  readonly #folder: string;
  /** By the folder of a module: whose it is. */
  readonly #owners = new Map<string, Set<string>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Adds a module, with all that it imports. @returns its path in the folder */
  async add(owner: string, entry: string, modules: Modules): Promise<string> {
    const graph = new Map<string, Module>();
    read(entry, modules, graph);
    const places = new Map([...graph.keys()].map((path) => [path, placeOf(path, graph)]));
    for (const [path, { text }] of graph) {
      const place = places.get(path) ?? "";
      const [folder = ""] = place.split("/");
      const owners = this.#owners.get(folder);
      this.#owners.set(folder, (owners ?? new Set()).add(owner));
      if (owners) continue;
      await mkdir(join(this.#folder, folder), { recursive: true });
      const code = text.replace(specifier, (to) => `../${places.get(resolve(path, to))}`);
      await writeFile(join(this.#folder, place), code);
    }
    return places.get(entry) ?? "";
  }

  /** An error of the compiler, whose place says whose module it is in, in the place of the folder's name. */
  named(error: string): string {
    const [folder = ""] = error.split("/");
    const owners = this.#owners.get(folder);
    return owners ? [...owners].join(", ") + error.slice(folder.length) : error;
  }
}

interface Module {
  readonly text: string;
  /** The paths of what it imports. */
  readonly imports: readonly string[];
  readonly hash: string;
}

/** Reads a module, and all that it imports, into a graph. */
function read(path: string, modules: Modules, graph: Map<string, Module>): void {
  if (graph.has(path)) return;
  const text = modules.get(path);
  if (text === undefined) throw new Error(`There is no module ${path}, only ${[...modules.keys()].join(", ")}.`);
  const imports = (text.match(specifier) ?? []).map((to) => resolve(path, to));
  graph.set(path, { text, imports, hash: hashOf(text) });
  for (const each of imports) read(each, modules, graph);
}

function resolve(from: string, to: string): string {
  return posix.join(posix.dirname(from), to);
}

/** Where a module stands: a folder that is named for what it and all that it imports consist of. */
function placeOf(entry: string, graph: ReadonlyMap<string, Module>): string {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const each of graph.get(path)?.imports ?? []) reached.add(each);
  }
  const hashes = [...reached].sort().map((path) => [path, graph.get(path)?.hash]);
  return `${hashOf(JSON.stringify([entry, hashes])).slice(0, 16)}/${basename(entry)}`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
