import { lastToken } from "../http/pointer.ts";
import { asNode, entriesOf, listOf, type Node, textOf } from "../parse/node.ts";
import type { References } from "../parse/references.ts";
import { listedValues } from "./discriminator-values.ts";
import { mappedTo } from "./references.ts";

/**
 * The alternatives of a union as validators can tell them apart. Where nothing in them says which value the discriminator has, as in
 * `Cat` and `Dog` whose `petType` is any text, a cat would be a dog as well: each is narrowed to the values that mean it (OpenAPI
 * 3.1, section 4.8.25). Alternatives that say it themselves stay as they are.
 */
export function discriminated(references: References, schema: Node): Node {
  const { propertyName, mapping } = asNode(schema["discriminator"]);
  if (typeof propertyName !== "string") return {};
  const explicit = new Map(
    entriesOf(mapping).map(([value, to]) => [value, mappedTo(references.document, textOf(to))] as const),
  );
  const changed = (["oneOf", "anyOf"] as const).flatMap((keyword) => {
    const targets = listOf(schema[keyword]).map((member) => targetOf(references, member));
    if (targets.length === 0 || !targets.every((target) => target !== undefined)) return [];
    if (targets.some((target) => listedValues(references, target, propertyName))) return [];
    const values = targets.map((target) => valuesFor(explicit, target));
    const members = values.map((own, index) =>
      narrowed(listOf(schema[keyword])[index], propertyName, own, values.flat()),
    );
    return [[keyword, members] as const];
  });
  return Object.fromEntries(changed);
}

/** Where a member leads that is a reference and nothing else. */
function targetOf(references: References, member: unknown): string | undefined {
  const node = asNode(member);
  const { $ref } = node;
  return typeof $ref === "string" && Object.keys(node).length === 1 ? references.target($ref, "#") : undefined;
}

/** Its names in the mapping, and its own, unless that means another one. */
function valuesFor(explicit: ReadonlyMap<string, string | undefined>, target: string): string[] {
  const own = lastToken(target);
  const mapped = [...explicit].flatMap(([value, to]) => (to === target ? [value] : []));
  return explicit.has(own) ? mapped : [...mapped, own];
}

/** A value that names an alternative is of this one; one that names none is of any. */
function narrowed(member: unknown, propertyName: string, own: readonly string[], all: readonly string[]): Node {
  const listed = (values: readonly string[]) => ({
    required: [propertyName],
    properties: { [propertyName]: { enum: values } },
  });
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
  return { allOf: [member, { if: listed(all), then: listed(own) }] };
}
