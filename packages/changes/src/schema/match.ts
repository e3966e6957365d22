import { resolved, type Schema } from "@spkey/model";
import { familyOf } from "./kinds.ts";
import type { Context } from "./node.ts";

/** Which members of two unions stand for each other. */
export interface Matched {
  readonly pairs: readonly (readonly [before: Schema, after: Schema])[];
  readonly gone: readonly Schema[];
  readonly added: readonly Schema[];
}

/** More comparisons than that are left out: what is left is matched by its kind. */
const mostTrials = 1024;

/**
 * Matches by what is most telling first: the same name; the same schema; one that breaks nobody in place of the other; and of
 * the rest what is of the same kind, by how much it has in common.
 */
export function matchMembers(before: readonly Schema[], after: readonly Schema[], context: Context): Matched {
  const gone = [...before];
  const added = [...after];
  const pairs: (readonly [Schema, Schema])[] = [];
  const match = (fits: (a: Schema, b: Schema) => boolean) => {
    for (const schema of [...gone]) {
      const twin = added.find((other) => fits(schema, other));
      if (!twin) continue;
      pairs.push([schema, twin]);
      gone.splice(gone.indexOf(schema), 1);
      added.splice(added.indexOf(twin), 1);
    }
  };
  const inFamily = (a: Schema, b: Schema) => familyOf(resolved(a)) === familyOf(resolved(b));
  match((a, b) => a.name !== undefined && a.name === b.name && inFamily(a, b));
  if (gone.length * added.length <= mostTrials) {
    match((a, b) => inFamily(a, b) && context.same(a, b));
    match((a, b) => inFamily(a, b) && context.fits(a, b));
  }
  match((a, b) => inFamily(a, b) && b === closest(a, added));
  return { pairs, gone, added };
}

/** The one of the same kind that has most in common with a schema; where nothing tells, the first. */
function closest(schema: Schema, others: readonly Schema[]): Schema | undefined {
  const family = familyOf(resolved(schema));
  const own = tellingParts(schema);
  return others
    .filter((other) => familyOf(resolved(other)) === family)
    .map((other) => ({ other, shared: [...tellingParts(other)].filter((part) => own.has(part)).length }))
    .toSorted((a, b) => b.shared - a.shared)[0]?.other;
}

/** Names of properties, and above all those with one value only: they are what tells variants apart. */
function tellingParts(schema: Schema): ReadonlySet<string> {
  const end = resolved(schema);
  if (end.kind === "enum") return new Set(end.values.map((value) => JSON.stringify(value)));
  if (end.kind !== "object") return new Set();
  return new Set(
    end.properties.flatMap(({ name, schema: property }) => {
      const value = resolved(property);
      const constant = value.kind === "enum" && value.values.length === 1 ? JSON.stringify(value.values[0]) : undefined;
      return constant === undefined
        ? [name]
        : [name, ...["1", "2", "3"].map((weight) => `${name}=${constant}#${weight}`)];
    }),
  );
}
