import { append, lookUp, normalize } from "../http/pointer.ts";
import { asNode, isNode, type Node } from "./node.ts";
import { rewriteDocument } from "./objects.ts";

/** A node, and where it stands. */
export interface Place {
  readonly node: Node;
  readonly pointer: string;
}

/** Follows references within one document. */
export interface References {
  readonly document: Node;
  /** @returns the pointer that a `$ref` means, in its one spelling */
  target(ref: string, from: string): string;
  /** Whether a schema stands at a pointer, and not another object, or what nothing is said of. */
  isSchema(pointer: string): boolean;
  /** The pointers of the schemas that have an anchor of this name; the first is the one that a reference to it means. */
  anchoredAt(name: string): readonly string[];
  /**
   * Follows a Reference Object to its end (OpenAPI 3.1, section 4.8.23). Of what stands beside the `$ref`, its `summary` and
   * `description` win over what it leads to; all else is ignored.
   *
   * @throws {Error} where it leads nowhere, in a circle, or out of the document
   */
  follow(value: unknown, pointer: string): Place;
  /** Follows the `$ref` of a Path Item Object (section 4.8.9): each field that stands beside it wins over what it leads to. */
  followPathItem(value: unknown, pointer: string): Place;
}

/** What a Reference Object says besides where it leads (OpenAPI 3.1, section 4.8.23). */
const referenceFields = new Set(["summary", "description"]);

export function createReferences(document: Node): References {
  let anchors: ReadonlyMap<string, readonly string[]> | undefined;

  let schemas: ReadonlySet<string> | undefined;
  const isSchema = (pointer: string) => {
    if (/^#\/components\/schemas\/[^/]+$/.test(pointer)) return true;
    schemas ??= schemasOf(document);
    return schemas.has(pointer);
  };

  const anchoredAt = (name: string) => {
    anchors ??= anchorsOf(document);
    return anchors.get(name) ?? [];
  };

  const target = (ref: string, from: string): string => {
    if (!ref.startsWith("#")) {
      throw new Error(`${from}: the reference ${ref} leads out of the document. Bundle it first.`);
    }
    if (ref !== "#" && !ref.startsWith("#/")) {
      const [anchored] = anchoredAt(ref.slice(1));
      if (anchored === undefined) throw new Error(`${from}: the reference ${ref} leads to no anchor of the document.`);
      return anchored;
    }
    const pointer = normalize(ref);
    if (lookUp(document, pointer) === undefined) throw new Error(`${from}: the reference ${ref} leads nowhere.`);
    return pointer;
  };

  const followWith = (value: unknown, start: string, wins: (field: string) => boolean): Place => {
    const seen = new Set<string>();
    let node = asNode(value);
    let pointer = start;
    for (let ref = node["$ref"]; typeof ref === "string"; ref = node["$ref"]) {
      if (seen.has(ref)) throw new Error(`${start}: the reference ${ref} leads in a circle.`);
      seen.add(ref);
      const beside = Object.entries(node).filter(([field]) => field !== "$ref" && wins(field));
      pointer = target(ref, pointer);
      node = { ...asNode(lookUp(document, pointer)), ...Object.fromEntries(beside) };
    }
    return { node, pointer };
  };

  const follow: References["follow"] = (value, start) =>
    followWith(value, start, (field) => referenceFields.has(field));
  const followPathItem: References["followPathItem"] = (value, start) => followWith(value, start, () => true);

  return { document, target, isSchema, anchoredAt, follow, followPathItem };
}

function schemasOf(document: Node): ReadonlySet<string> {
  const pointers = new Set<string>();
  rewriteDocument(document, (kind, node, pointer) => {
    if (kind === "schema") pointers.add(pointer);
    return node;
  });
  return pointers;
}

/** The places of `$anchor` and `$dynamicAnchor` (JSON Schema Core 2020-12, section 8.2.2), as if a document were one resource. */
function anchorsOf(document: Node): ReadonlyMap<string, readonly string[]> {
  const anchors = new Map<string, string[]>();
  rewriteDocument(document, (kind, node, pointer) => {
    if (kind !== "schema") return node;
    for (const name of ["$anchor", "$dynamicAnchor"]) {
      const anchor = node[name];
      if (typeof anchor === "string") anchors.set(anchor, [...(anchors.get(anchor) ?? []), pointer]);
    }
    return node;
  });
  return anchors;
}

/** The items of a list that are objects, each with its place. */
export function placesOf(list: unknown, pointer: string): Place[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((node, index) => (isNode(node) ? [{ node, pointer: append(pointer, index) }] : []));
}
