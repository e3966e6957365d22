import type { Schema } from "@spkey/model";
import type { Direction } from "../rules/rule.ts";
import type { SchemaFact } from "../rules/schema.ts";

/** A schema that is no reference. */
export type Resolved = Exclude<Schema, { readonly kind: "reference" }>;

/** Something that differs between two schemas, in themselves and not in what they are made of. */
export interface Found {
  readonly fact: SchemaFact;
  /** What has changed, as a sentence without its subject: `is no longer answered`. */
  readonly what: string;
  /** The name of the property, alternative, … that it is about; of the schema itself, nothing. */
  readonly step?: string;
  readonly before?: string;
  readonly after?: string;
}

/** Two schemas that stand for each other, what differs between them, and the pairs that they are made of. */
export interface Pair {
  readonly before: Resolved;
  readonly after: Resolved;
  readonly direction: Direction;
  /** Found when it is first asked for, since the pair may be made of itself. */
  findings(): Findings;
}

/** A pair inside of another one. */
export interface Branch {
  /** How it is reached, as a person would say it: `name`, `[]`. */
  readonly step: string;
  readonly pair: Pair;
}

/** What comparing one sort of schema finds. */
export interface Findings {
  readonly found: readonly Found[];
  readonly inside: readonly Branch[];
}

/** What comparing one sort of schema needs. */
export interface Context {
  readonly direction: Direction;
  pair(before: Schema, after: Schema): Pair;
  /** The pair, and what differs in what is said of the value there: its default, its deprecation. */
  site(step: string, before: Schema, after: Schema, options?: SiteOptions): Findings;
  /** Whether two schemas allow the same. */
  same(before: Schema, after: Schema): boolean;
  /** Whether nobody is broken where one becomes the other. */
  fits(before: Schema, after: Schema): boolean;
  /** Whether the new description allows a value at a schema, or the old one. */
  allows(side: "before" | "after", schema: Schema, value: unknown): boolean;
}

export interface SiteOptions {
  /** A value that is always there has no use for a default. */
  readonly alwaysThere?: boolean;
}

export function join(...parts: readonly Findings[]): Findings {
  return { found: parts.flatMap(({ found }) => found), inside: parts.flatMap(({ inside }) => inside) };
}

export function only(...found: readonly Found[]): Findings {
  return { found, inside: [] };
}

export const nothing: Findings = { found: [], inside: [] };

/** A schema that allows any value, where a description says nothing. */
export function anySchema(pointer: string): Schema {
  return {
    kind: "any",
    pointer,
    conditions: [],
    examples: [],
    deprecated: false,
    readOnly: false,
    writeOnly: false,
    extensions: {},
  };
}

/** Values in a message: a few of them. */
export function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, 5).map((value) => `\`${JSON.stringify(value)}\``);
  return shown.join(", ") + (values.length > shown.length ? ` and ${values.length - shown.length} more` : "");
}
