import type { Direction, Schema } from "../schema/types.ts";
import type { Accepts } from "../schema/validate.ts";

/** What stands for "there is no such value": `undefined` is none of JSON's, but a key could have it. */
export const absent = Symbol("absent");

/** How an example is made. */
export interface Context {
  readonly direction: Direction;
  /** Without what may be left out. */
  readonly sparse: boolean;
  readonly accepts: Accepts;
  /** The references that lead here. */
  readonly above: readonly string[];
  /** In how many references, one in the other, a value has what may be left out. */
  readonly depth: number;
  /** How many values have been made for the example so far. */
  readonly spent: { values: number };
}

/** Makes a value of a part of a schema, or says that it is `absent`. */
export type Compose = (schema: Schema, context: Context) => unknown;

/** Schemas that refer to each other make examples that grow with every reference: of a larger one, a shallower one is made. */
export const most = { depth: 4, values: 1000 } as const;

/** Whether what may be left out of a value is left out. */
export function leavesOut({ sparse, above, depth, spent }: Context): boolean {
  return sparse || above.length > depth || spent.values > most.values;
}
