/** An object of a document, before it is read. */
export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asNode(value: unknown): Node {
  return isNode(value) ? value : {};
}

/** The entries of a map whose names are free, as those of headers are. */
export function entriesOf(value: unknown): [name: string, value: unknown][] {
  return Object.entries(asNode(value));
}

/** The fields of an object that can be extended (by paths, statuses or expressions), without its extensions. */
export function patternedFieldsOf(value: unknown): [name: string, value: unknown][] {
  return entriesOf(value).filter(([name]) => !name.startsWith("x-"));
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function textsOf(value: unknown): string[] {
  return listOf(value).filter((item) => typeof item === "string");
}

/** A field where it is a text, for an object that has it or hasn't. */
export function optionalText<Name extends string>(node: Node, ...names: Name[]): { readonly [Key in Name]?: string } {
  const found: { [Key in Name]?: string } = {};
  for (const name of names) {
    const value = node[name];
    if (typeof value === "string") found[name] = value;
  }
  return found;
}

/** Specification extensions (OpenAPI 3.1, section 4.9). */
export function extensionsOf(node: Node): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(node).filter(([name]) => name.startsWith("x-")));
}

/** Words as one name, as in `getUsersId`. */
export function camelCase(words: string): string {
  const [first = "", ...rest] = words.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return first + rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}
