import { noAnnotations } from "./annotations.ts";
import type { Condition, Schema, SchemaBase } from "./types.ts";

/** How two schemas become the one that allows what both of them allow. */
export type Intersect = (a: Schema, b: Schema) => Schema;

/** Merges what is inside of two schemas, such as their items, where both of them say something of it. */
export const mergeOptional = (merge: Intersect, a: Schema | undefined, b: Schema | undefined): Schema | undefined =>
  a && b ? merge(a, b) : (a ?? b);

/** The larger of two lower bounds. */
export const largest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);

/** The smaller of two upper bounds. */
export const smallest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

/** The optional fields of a schema, as far as they are there. */
export type Given<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** Fields that have a value. */
export function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]: NonNullable<Fields[Name]> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Fields]: NonNullable<Fields[Name]> }; // Read as optional fields.
}

/** Holds a schema against the value as a whole, where the fields of a merged schema can't say it: not what it is not. */
export function also(schema: Schema): Condition {
  const rule: SchemaBase = { ...noAnnotations, pointer: schema.pointer, conditions: [] };
  return { keyword: "not", schema: { ...rule, kind: "any", conditions: [{ keyword: "not", schema }] } };
}
