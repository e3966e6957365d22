/** A part of a file, and where it begins. */
export interface Part {
  /** As the tree has it that it is of. */
  readonly node: unknown;
  /** In characters from the beginning of the file; of what has a name, that of the name. */
  readonly offset: number;
}

/** A file that is written in YAML or JSON, as places. */
export interface SourceTree {
  readonly root: Part;
  /** What a part has by a name or an index. */
  child(node: unknown, token: string): Part | undefined;
  /** What the `$ref` of a part says. */
  referenceOf(node: unknown): string | undefined;
  /** What all of them say. */
  references(): readonly string[];
  /** Counted from 1. */
  placeAt(offset: number): { readonly line: number; readonly column: number };
}
