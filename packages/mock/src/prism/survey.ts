import { append } from "@spkey/model/http/pointer.ts";
import { InvalidDescription } from "./check-version.ts";

/** What in a parsed document needs to be put right before it is read. */
export interface Survey {
  /** It refers to other documents. */
  readonly leadsOut: boolean;
  /** The objects that contain themselves. */
  readonly circular: ReadonlySet<object>;
}

/** What a description written out may have of objects, lists and values. The 1,223 operations of GitHub have a million. */
export const mostParts = 10_000_000;

export const tooManyParts = `this would be more than ${mostParts.toLocaleString("en")} values: its aliases refer to others with aliases. Write a schema once and refer to it by \`$ref\`.`;

/**
 * Looks at each object of a document once, however often it stands there: by aliases of YAML (YAML 1.2, section 7.1), or shared in
 * memory.
 *
 * @throws {InvalidDescription} where aliases in aliases make more of it than can be read, as ten lines of YAML can
 */
export function surveyDocument(document: object): Survey {
  const found = { leadsOut: false, circular: new Set<object>() };
  const above = new Set<object>();
  /** How many parts each has, written out. */
  const sizes = new Map<object, number>();
  const place: string[] = [];
  const visit = (node: object): number => {
    if (above.has(node)) {
      found.circular.add(node);
      return 1;
    }
    const known = sizes.get(node);
    // What contains itself is referred to, where it stands again.
    if (known !== undefined) return found.circular.has(node) ? 1 : known;
    above.add(node);
    let size = 1;
    for (const [name, value] of Object.entries(node)) {
      if (typeof value === "object" && value !== null) {
        place.push(name);
        size += visit(value);
        if (size > mostParts) throw new InvalidDescription(append("#", ...place), tooManyParts);
        place.pop();
        continue;
      }
      size++;
      if (name === "$ref" && typeof value === "string" && !value.startsWith("#")) found.leadsOut = true;
    }
    above.delete(node);
    sizes.set(node, size);
    return size;
  };
  visit(document);
  return found;
}

/** A document in which what contains itself is referred to, wherever it stands for the second time. */
export function withoutCircles(document: object, circular: ReadonlySet<object>): object {
  const pointers = new Map<object, string>();
  const copies = new Map<object, object>();
  const copy = (value: unknown, pointer: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const known = pointers.get(value);
    if (known !== undefined) return { $ref: known };
    const made = copies.get(value);
    if (made) return made;
    if (circular.has(value)) pointers.set(value, pointer);
    const copied = Array.isArray(value)
      ? value.map((item, index) => copy(item, append(pointer, index)))
      : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copy(item, append(pointer, name))]));
    copies.set(value, copied);
    return copied;
  };
  return copy(document, "#") as object; // It is copied from one.
}
