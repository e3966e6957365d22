import { lookUp } from "../http/pointer.ts";
import { isNode, listOf } from "../parse/node.ts";
import type { References } from "../parse/references.ts";

/** Whether a property is of one direction only, by its own word, by what it refers to, or by a part of it. */
export function isMarked(
  { document, target }: References,
  property: unknown,
  keyword: "readOnly" | "writeOnly",
): boolean {
  const seen = new Set<string>();
  const follow = (node: unknown): boolean => {
    if (!isNode(node)) return false;
    if (node[keyword] === true || listOf(node["allOf"]).some(follow)) return true;
    const ref = node["$ref"];
    if (typeof ref !== "string" || seen.has(ref)) return false;
    seen.add(ref);
    return follow(lookUp(document, target(ref, "#")));
  };
  return follow(property);
}
