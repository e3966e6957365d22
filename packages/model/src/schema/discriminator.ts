import { append } from "../http/pointer.ts";
import { asNode, entriesOf, type Node, textOf } from "../parse/node.ts";
import type { References } from "../parse/references.ts";
import type { Report } from "../parse/report.ts";
import { impliedValues } from "./discriminator-values.ts";
import { mappedTo, type SchemaReferences } from "./references.ts";
import type { Discriminator, Schema } from "./types.ts";

/** What reading a discriminator needs of the reader. */
export interface DiscriminatorContext extends Pick<SchemaReferences, "reference"> {
  readonly references: References;
  readonly report: Report;
}

/**
 * Discriminator Object (OpenAPI 3.1, section 4.8.25), as a field of what has it: a mapping names schemas by their pointers,
 * or by their names among the components. Members that it does not name are called as {@link impliedValues} has it.
 */
export function readDiscriminator(
  { references, report, reference }: DiscriminatorContext,
  schema: Node,
  pointer: string,
  members: readonly Schema[] = [],
): { readonly discriminator?: Discriminator } {
  const written = asNode(schema["discriminator"]);
  const propertyName = textOf(written["propertyName"]);
  if (!propertyName) return {};
  const byTarget = new Map(
    members.flatMap((each) => (each.kind === "reference" ? [[each.target, each] as const] : [])),
  );
  const explicit = entriesOf(written["mapping"]).flatMap(([value, to]) => {
    const target = mappedTo(references.document, textOf(to));
    if (target !== undefined) return [{ value, target }];
    const place = append(pointer, "discriminator", "mapping", value);
    report.unsupported(place, `The discriminator maps to ${textOf(to)}, which is no schema of this document.`);
    return [];
  });
  const mapped = new Set(explicit.map(({ target }) => target));
  const implicit = [...impliedValues(references, [...byTarget.keys()], propertyName)]
    .filter(([target]) => !mapped.has(target))
    .flatMap(([target, values]) => values.map((value) => ({ value, target })));
  const mapping = [...explicit, ...implicit].map(({ value, target }) => ({
    value,
    schema: byTarget.get(target) ?? reference({ $ref: target }, pointer),
  }));
  return { discriminator: { propertyName, mapping } };
}
