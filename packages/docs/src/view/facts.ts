import { type ExternalDocs, resolved, type Schema, withoutNull } from "@spkey/model";
import { constraintsOf, longEnumeration } from "./constraints.ts";
import type { ExampleRow, Field, LinkRow } from "./field.ts";
import { json } from "./words.ts";

/** What a schema says of itself in a row. */
export type Facts = Pick<
  Field,
  "deprecated" | "title" | "description" | "constraints" | "values" | "examples" | "links"
>;

/** The facts of a schema; of one that may also be null, those of what it is otherwise as well. */
export function factsOf(schema: Schema): Facts {
  const own = ownFacts(schema);
  const other = withoutNull(schema);
  // One choice has no row of its own; several have.
  if (other === schema || other.kind === "union") return own;
  const inner = ownFacts(other);
  const title = own.title ?? inner.title;
  const values = own.values ?? inner.values;
  return {
    deprecated: own.deprecated || inner.deprecated,
    ...(title !== undefined && { title }),
    description: [...new Set([own.description, inner.description])].filter(Boolean).join("\n\n"),
    constraints: [...new Set([...own.constraints, ...inner.constraints])],
    ...(values && { values }),
    examples: own.examples.length > 0 ? own.examples : inner.examples,
    links: [...own.links, ...inner.links],
  };
}

function ownFacts(schema: Schema): Facts {
  const values = longEnumeration(schema);
  return {
    deprecated: schema.deprecated,
    ...(schema.title !== undefined && { title: schema.title }),
    description: schema.description ?? "",
    constraints: constraintsOf(schema),
    ...(values && { values }),
    examples: schema.examples.map((value): ExampleRow => ({ text: valueText(schema, value) })),
    links: linkRows(schema.externalDocs),
  };
}

/** A text is written without quotes, unless they are needed to see it, or to tell it from another type. */
function valueText(schema: Schema, value: unknown): string {
  const { kind } = resolved(schema);
  const plain = typeof value === "string" && kind === "string" && value !== "" && value.trim() === value;
  return plain ? value : json(value);
}

/** Whether a row of its own would say nothing of a schema but its type. */
export function isPlain(schema: Schema): boolean {
  const { deprecated, title, description, constraints, examples, links } = factsOf(schema);
  return !deprecated && !title && !description && constraints.length + examples.length + links.length === 0;
}

/** External Documentation Object (OpenAPI 3.1, section 4.8.11). */
export function linkRows(docs: ExternalDocs | undefined): LinkRow[] {
  return docs ? [{ label: "More", url: docs.url, text: docs.description || docs.url }] : [];
}
