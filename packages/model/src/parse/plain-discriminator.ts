import { append, lastToken, lookUp } from "../http/pointer.ts";
import { impliedValues } from "../schema/discriminator-values.ts";
import { asNode, entriesOf, isNode, listOf, type Node, textOf } from "./node.ts";
import type { References } from "./references.ts";

/** A schema with its discriminator as tools take it: values that map to pointers. */
export type PlainDiscriminator = (schema: Node, pointer: string) => Node;

/** Values that a schema is not called by are mapped to it, since tools take its name where nothing is mapped. */
export function createPlainDiscriminator(references: References): PlainDiscriminator {
  const { document } = references;
  let extensions: ReadonlyMap<string, readonly string[]> | undefined;

  /** The schemas that a discriminator is about: those that its schema lists, or else those that extend it. */
  const variantsOf = (schema: Node, pointer: string): readonly string[] => {
    const members = [...listOf(schema["oneOf"]), ...listOf(schema["anyOf"])];
    if (members.length > 0) return targetsIn(references, members);
    extensions ??= extensionsIn(references);
    return extensions.get(pointer) ?? [];
  };

  return (schema, pointer) => {
    const { discriminator } = schema;
    if (!isNode(discriminator)) return schema;
    // Where other values have a schema as well (3.2), the names of schemas are not all values.
    if ("defaultMapping" in discriminator) return { ...schema, discriminator: undefined };
    const explicit = entriesOf(discriminator["mapping"]).map(([value, to]) => {
      const byName = append("#", "components", "schemas", textOf(to));
      return [value, lookUp(document, byName) === undefined ? to : byName] as const;
    });
    const mapped = new Set<unknown>(explicit.map(([, to]) => to));
    const implied = [...impliedValues(references, variantsOf(schema, pointer), textOf(discriminator["propertyName"]))]
      .filter(([target, [value]]) => !mapped.has(target) && value !== lastToken(target))
      .flatMap(([target, values]) => values.map((value) => [value, target] as const));
    if (explicit.length + implied.length === 0) return schema;
    return { ...schema, discriminator: { ...discriminator, mapping: Object.fromEntries([...explicit, ...implied]) } };
  };
}

function targetsIn({ target }: References, members: readonly unknown[]): string[] {
  return members.flatMap((member) => {
    const { $ref } = asNode(member);
    return typeof $ref === "string" ? [target($ref, "#")] : [];
  });
}

/** By the pointer of each schema, the components that extend it. */
function extensionsIn(references: References): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const { schemas } = asNode(references.document["components"]);
  for (const [name, schema] of entriesOf(schemas)) {
    for (const base of targetsIn(references, listOf(asNode(schema)["allOf"]))) {
      const known = found.get(base) ?? [];
      found.set(base, [...known, append("#", "components", "schemas", name)]);
    }
  }
  return found;
}
