import { lookUp } from "../http/pointer.ts";
import { asNode, isNode, listOf } from "../parse/node.ts";
import type { References } from "../parse/references.ts";

/** Tells whether a schema is a base whose variants extend it. */
export type Inheritance = (pointer: string) => boolean;

/**
 * A base often lists its variants (`oneOf`, with a discriminator), each of which is made of the base (`allOf`). Taken by the
 * letter, such a schema contains itself without end. What is meant is inheritance (OpenAPI 3.1, section 4.8.25): a variant
 * has what the base itself says, without the list.
 */
export function createInheritance({ document, target }: References): Inheritance {
  const targets = (schema: unknown, ...keywords: readonly string[]): string[] =>
    keywords
      .flatMap((keyword) => listOf(asNode(schema)[keyword]))
      .flatMap((member) => {
        const ref = isNode(member) ? member["$ref"] : undefined;
        return typeof ref === "string" ? [target(ref, "#")] : [];
      });

  const extendsBase = (pointer: string, base: string, seen = new Set<string>()): boolean => {
    if (seen.has(pointer)) return false;
    seen.add(pointer);
    return targets(lookUp(document, pointer), "allOf").some((each) => each === base || extendsBase(each, base, seen));
  };

  const known = new Map<string, boolean>();
  return (pointer) => {
    const found =
      known.get(pointer) ??
      targets(lookUp(document, pointer), "oneOf", "anyOf").some((member) => extendsBase(member, pointer));
    known.set(pointer, found);
    return found;
  };
}
