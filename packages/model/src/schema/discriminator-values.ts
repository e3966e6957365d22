import { lastToken, lookUp } from "../http/pointer.ts";
import { asNode, isNode, listOf, type Node } from "../parse/node.ts";
import type { References } from "../parse/references.ts";

/**
 * The values of a discriminating property that mean each of several schemas where no mapping says so: the names of the schemas
 * (OpenAPI 3.1, section 4.8.25). Many descriptions rely on the values that the schemas themselves list instead, as in `Cat`
 * whose `petType` is `enum: [cat]`: where these tell all that have some apart, they are meant, since no other value can come.
 *
 * @param targets where the schemas stand
 */
export function impliedValues(
  references: References,
  targets: readonly string[],
  propertyName: string,
): ReadonlyMap<string, readonly string[]> {
  const listed = new Map(targets.map((target) => [target, listedValues(references, target, propertyName) ?? []]));
  const all = [...listed.values()].flat();
  const isApart = new Set(all).size === all.length;
  return new Map(
    [...listed].map(([target, values]) => [target, isApart && values.length > 0 ? values : [lastToken(target)]]),
  );
}

/** The texts that a schema, itself or by what it is made of, lists for a property; nothing where it lists no values. */
export function listedValues(
  { document, target }: References,
  pointer: string,
  name: string,
): readonly string[] | undefined {
  const seen = new Set<unknown>();
  const follow = (value: unknown): Node[] => {
    if (!isNode(value) || seen.has(value)) return [];
    seen.add(value);
    const { $ref } = value;
    const referred = typeof $ref === "string" ? follow(lookUp(document, target($ref, "#"))) : [];
    return [value, ...referred, ...listOf(value["allOf"]).flatMap(follow)];
  };
  const properties = follow(lookUp(document, pointer)).map(({ properties: own }) => asNode(own)[name]);
  const lists = properties.flatMap(follow).flatMap((property) => {
    if ("const" in property) return [[property["const"]]];
    return "enum" in property ? [listOf(property["enum"])] : [];
  });
  const [first, ...others] = lists;
  return first
    ?.filter((value) => typeof value === "string")
    .filter((value) => others.every((list) => list.includes(value)));
}
