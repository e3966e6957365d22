import { lookUpProperty } from "../schema/properties.ts";
import { shapesOf } from "../schema/shapes.ts";
import type { Schema } from "../schema/types.ts";
import { resolved } from "../schema/visit.ts";
import { type Decode, objectOf, type Pair, type Texts } from "./texts.ts";

export interface PairOptions {
  readonly decode: Decode;
  /** Whether a name is that of another parameter, and so no property of an object whose properties are written by their names. */
  readonly isOthers: (name: string) => boolean;
}

/** An exploded object: each of its properties is written by its name, as if it were a parameter. */
export function readSpreadObject(
  schema: Schema,
  pairs: readonly Pair[],
  { decode, isOthers }: PairOptions,
): Texts | undefined {
  const isProperty = (name: string) => !isOthers(name) && isSpreadProperty(schema, name);
  const names = new Set(pairs.flatMap(([name]) => (isProperty(name) ? [name] : [])));
  if (names.size === 0) return undefined;
  return objectOf(
    Array.from(names, (name) => {
      const values = pairs.flatMap(([key, value]) => (key === name ? [decode(value)] : []));
      const inner = lookUpProperty(schema, name);
      const isList =
        values.length > 1 || (inner !== undefined && shapesOf(inner).has("array") && !shapesOf(inner).has("scalar"));
      return [name, isList ? values : (values[0] ?? "")] as const;
    }),
  );
}

/** Whether a name in a query is taken for a property of an exploded object. */
export function isSpreadProperty(schema: Schema, name: string): boolean {
  return isNamed(schema, name) || hasOpenNames(schema);
}

/** Whether it is the name of a property that is described by itself. */
function isNamed(schema: Schema, name: string): boolean {
  const end = resolved(schema);
  if (end.kind === "union") return end.members.some((member) => isNamed(member, name));
  if (end.kind !== "object") return false;
  return (
    end.properties.some((property) => property.name === name) ||
    end.patternProperties.some(({ pattern }) => new RegExp(pattern, "u").test(name))
  );
}

/** Whether its other properties are described: what a query has besides may be anything otherwise, and is nobody's. */
function hasOpenNames(schema: Schema): boolean {
  const end = resolved(schema);
  if (end.kind === "union") return end.members.some(hasOpenNames);
  if (end.kind !== "object" || end.additionalProperties === undefined) return false;
  const { kind } = resolved(end.additionalProperties);
  return kind !== "never" && kind !== "any";
}
