import { type Direction, type Schema, schemaFor } from "@spkey/model";
import { factsOf } from "./facts.ts";
import type { Field, SameAs } from "./field.ts";
import { choiceRules, hasParts, type Part, partsOf } from "./parts.ts";
import { typeName } from "./type-name.ts";

/** Below so many levels, a named schema is only named. */
export const maxDepth = 8;

/** With more rows than somebody reads, a table is written out less deep: of some APIs, every object leads to all others. */
export const mostRows = 400;

/** A table that is being made. */
interface Table {
  /** Where the fields of each named schema are written out, by the target of its references. */
  readonly written: Map<string, string>;
  readonly depth: number;
  rows: number;
}

/** What a row is called, and where it stands. */
type Place = Pick<Field, "id" | "name" | "named"> & Partial<Pick<Field, "required">>;

/**
 * A schema as a row, with all that it is made of below it. In one table, a named schema is written out once: where it comes
 * again, also within itself, the row leads there. So a table is never longer than the schemas that it is made of, nor than
 * {@link mostRows}, unless its first level is.
 *
 * @param direction without properties that are no part of a request, or none of a response
 */
export function schemaField(schema: Schema, direction: Direction, place: Place): Field {
  const whole = schemaFor(direction, schema);
  for (let depth = maxDepth; ; depth--) {
    const table: Table = { written: new Map(), depth, rows: 0 };
    const field = fieldOf(table, whole, place, 0);
    if (table.rows <= mostRows || depth === 1) return field;
  }
}

function fieldOf(table: Table, schema: Schema, place: Place, depth: number): Field {
  table.rows++;
  const { title, ...facts } = factsOf(schema);
  const { same, children } = contentOf(table, schema, place.id, depth);
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

function contentOf(table: Table, schema: Schema, id: string, depth: number): Content {
  if (schema.kind === "reference") {
    const { name, target } = schema;
    if (!hasParts(schema)) return { children: [] };
    const known = table.written.get(target);
    if (known !== undefined) return { same: { name, id: known }, children: [] };
    // What is more than enough is thrown away: no more of it is made.
    if (depth >= table.depth || (table.rows > mostRows && table.depth > 1)) return { same: { name }, children: [] };
    table.written.set(target, id);
  }
  return merge(partsOf(schema).map((part) => contentOfPart(table, part, id, depth)));
}

function contentOfPart(table: Table, part: Part, id: string, depth: number): Content {
  if (part.inline) return contentOf(table, part.schema, id, depth);
  const { segment, name, named, required, schema } = part;
  const place = { id: `${id}.${segment}`, name, named, ...(required !== undefined && { required }) };
  return { children: [fieldOf(table, schema, place, depth + 1)] };
}

function merge(contents: readonly Content[]): Content {
  const same = contents.map((content) => content.same).find(Boolean);
  return { ...(same && { same }), children: contents.flatMap(({ children }) => children) };
}
