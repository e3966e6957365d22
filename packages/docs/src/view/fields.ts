import { type Direction, type Schema, schemaFor } from "@spkey/model";
import { factsOf } from "./facts.ts";
import type { Field, SameAs } from "./field.ts";
import { choiceRules, hasParts, type Part, partsOf } from "./parts.ts";
import { typeName } from "./type-name.ts";

/** Below so many levels, a named schema is only named. */
export const maxDepth = 8;

/** Where the fields of each named schema are written out, by the target of its references. */
type Written = Map<string, string>;

/** What a row is called, and where it stands. */
type Place = Pick<Field, "id" | "name" | "named"> & Partial<Pick<Field, "required">>;

/**
 * A schema as a row, with all that it is made of below it. In one table, a named schema is written out once: where it comes
 * again, also within itself, the row leads there. So a table is never longer than the schemas that it is made of.
 *
 * @param direction without properties that are no part of a request, or none of a response
 */
export function schemaField(schema: Schema, direction: Direction, place: Place): Field {
  return fieldOf(new Map(), schemaFor(direction, schema), place, 0);
}

function fieldOf(written: Written, schema: Schema, place: Place, depth: number): Field {
  const { title, ...facts } = factsOf(schema);
  const { same, children } = contentOf(written, schema, place.id, depth);
  return {
    ...place,
    type: typeName(schema),
    ...(title !== undefined && title !== place.name && { title }),
    ...facts,
    constraints: [...facts.constraints, ...choiceRules(schema)],
    ...(same && { same }),
    children,
  };
}

interface Content {
  readonly same?: SameAs;
  readonly children: readonly Field[];
}

function contentOf(written: Written, schema: Schema, id: string, depth: number): Content {
  if (schema.kind === "reference") {
    const { name, target } = schema;
    if (!hasParts(schema)) return { children: [] };
    const known = written.get(target);
    if (known !== undefined) return { same: { name, id: known }, children: [] };
    if (depth >= maxDepth) return { same: { name }, children: [] };
    written.set(target, id);
  }
  return merge(partsOf(schema).map((part) => contentOfPart(written, part, id, depth)));
}

function contentOfPart(written: Written, part: Part, id: string, depth: number): Content {
  if (part.inline) return contentOf(written, part.schema, id, depth);
  const { segment, name, named, required, schema } = part;
  const place = { id: `${id}.${segment}`, name, named, ...(required !== undefined && { required }) };
  return { children: [fieldOf(written, schema, place, depth + 1)] };
}

function merge(contents: readonly Content[]): Content {
  const same = contents.map((content) => content.same).find(Boolean);
  return { ...(same && { same }), children: contents.flatMap(({ children }) => children) };
}
