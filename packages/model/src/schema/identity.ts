import type { ReferenceSchema, Schema } from "./types.ts";

/** Tells schemas apart by what they are made of: merging comes back to the same two on the way through what contains itself. */
export interface Identities {
  /** The places of all that a schema is made of, in an order that does not depend on which of them was first. */
  of(schema: Schema): string;
  /** The identity of what two schemas are merged into. */
  ofBoth(a: Schema, b: Schema): string;
  /** Of what two schemas were merged into. */
  keep(merged: Schema, a: Schema, b: Schema): void;
  /** Of all that stands at a pointer, which is what a reference leads to. */
  keepWhole(schema: Schema): void;
}

const between = " & ";

export function createIdentities(): Identities {
  const parents = new WeakMap<Schema, readonly [Schema, Schema]>();
  const known = new WeakMap<Schema, string>();
  /** Parts of what stands at one pointer, such as what is said beside `allOf`. */
  let parts = 0;

  const own = (schema: Schema): string => (isBare(schema) ? schema.target : `${schema.pointer} (part ${++parts})`);

  const identities: Identities = {
    of(schema) {
      const found = known.get(schema);
      if (found !== undefined) return found;
      // A merged reference leads to what its target tells, whatever it was made of.
      const both = isBare(schema) ? undefined : parents.get(schema);
      const identity = both ? identities.ofBoth(...both) : own(schema);
      known.set(schema, identity);
      return identity;
    },
    ofBoth: (a, b) => {
      const parts = [a, b].filter((schema) => !saysNothing(schema));
      return [...new Set(parts.flatMap((schema) => identities.of(schema).split(between)))].toSorted().join(between);
    },
    keep: (merged, a, b) => {
      parents.set(merged, [a, b]);
    },
    keepWhole: (schema) => {
      known.set(schema, isBare(schema) ? schema.target : schema.pointer);
    },
  };
  return identities;
}

/** A reference that says nothing besides what it leads to. */
export function isBare(schema: Schema): schema is ReferenceSchema {
  return schema.kind === "reference" && schema.conditions.length === 0;
}

/** Where a merge begins, for example. */
function saysNothing({ kind, conditions }: Schema): boolean {
  return kind === "any" && conditions.length === 0;
}
