import type { SchemaFact } from "../rules/schema.ts";
import { type Findings, type Found, only, type Resolved } from "./node.ts";

/** A limit that a value has to keep. */
interface Bound {
  readonly value: number;
  /** Whether the value itself is ruled out. */
  readonly exclusive: boolean;
}

/** The sizes that are limited on both sides, by the kind of schema. Without a limit, the lower one is 0. */
const sizes = [
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
  ["minProperties", "maxProperties"],
] as const;

/** Compares all limits of two schemas of one kind (JSON Schema Validation 2020-12, section 6). */
export function compareBounds(before: Resolved, after: Resolved): Findings {
  const found: Found[] = [];
  const add = (direction: number, name: string, from: string, to: string) => {
    if (direction === 0) return;
    const fact: SchemaFact = direction > 0 ? "bounds-tightened" : "bounds-loosened";
    found.push({ fact, what: `${name} was ${from} and is ${to}` });
  };
  const [low, newLow] = [lowerBound(before), lowerBound(after)];
  add(compareBound(newLow, low), "the lower bound", say(low), say(newLow));
  const [high, newHigh] = [upperBound(before), upperBound(after)];
  add(compareBound(mirrored(newHigh), mirrored(high)), "the upper bound", say(high), say(newHigh));
  for (const [min, max] of sizes) {
    const sides = [sizeOf(before, min, 0), sizeOf(after, min, 0)] as const;
    add(sides[1] - sides[0], min, String(sides[0]), String(sides[1]));
    const ends = [sizeOf(before, max, Infinity), sizeOf(after, max, Infinity)] as const;
    if (ends[0] !== ends[1]) add(ends[0] - ends[1], max, unlimited(ends[0]), unlimited(ends[1]));
  }
  if (before.kind === "array" && after.kind === "array") {
    add(
      Number(after.uniqueItems) - Number(before.uniqueItems),
      "uniqueItems",
      `${before.uniqueItems}`,
      `${after.uniqueItems}`,
    );
  }
  return only(...found, ...compareFactors(before, after));
}

function sizeOf(schema: Resolved, name: (typeof sizes)[number][number], otherwise: number): number {
  const limits: Readonly<Partial<Record<string, unknown>>> = { ...schema };
  const value = limits[name];
  return typeof value === "number" ? value : otherwise;
}

function unlimited(value: number): string {
  return value === Infinity ? "without limit" : String(value);
}

/** Of whole numbers, a bound that is ruled out is the next number that is not. */
function lowerBound(schema: Resolved): Bound {
  const bounds: Bound[] = [{ value: -Infinity, exclusive: false }];
  if (schema.kind === "number" || schema.kind === "integer") {
    const { minimum, exclusiveMinimum } = schema;
    if (minimum !== undefined) bounds.push({ value: minimum, exclusive: false });
    if (exclusiveMinimum !== undefined) bounds.push({ value: exclusiveMinimum, exclusive: true });
  }
  const strictest = bounds.reduce((a, b) => (compareBound(b, a) > 0 ? b : a));
  if (schema.kind !== "integer" || !Number.isFinite(strictest.value)) return strictest;
  const value = strictest.exclusive ? Math.floor(strictest.value) + 1 : Math.ceil(strictest.value);
  return { ...strictest, value, exclusive: false };
}

/** An upper bound is a lower one of the negative number: the larger, the stricter. */
function mirrored({ value, exclusive }: Bound): Bound {
  return { value: -value, exclusive };
}

function upperBound(schema: Resolved): Bound {
  if (schema.kind !== "number" && schema.kind !== "integer") return { value: Infinity, exclusive: false };
  const { minimum: _minimum, exclusiveMinimum: _exclusiveMinimum, maximum, exclusiveMaximum, ...rest } = schema;
  return mirrored(
    lowerBound({
      ...rest,
      ...(maximum !== undefined && { minimum: -maximum }),
      ...(exclusiveMaximum !== undefined && { exclusiveMinimum: -exclusiveMaximum }),
    }),
  );
}

/** Above 0 where the first is above the second; of the same value, the one that is ruled out itself is above. */
function compareBound(a: Bound, b: Bound): number {
  if (a.value !== b.value) return a.value > b.value ? 1 : -1;
  return Number(a.exclusive) - Number(b.exclusive);
}

function say({ value, exclusive }: Bound): string {
  return Number.isFinite(value) ? `${value}${exclusive ? " (exclusive)" : ""}` : "none";
}

/** `multipleOf`: all multiples of 10 are multiples of 5, and all whole numbers are multiples of 1. */
function compareFactors(before: Resolved, after: Resolved): Found[] {
  const [old, now] = [factorsOf(before), factorsOf(after)];
  const isMultiple = (value: number, factor: number) => Number.isInteger(Number((value / factor).toPrecision(12)));
  const implied = (factor: number, schema: Resolved) =>
    [...factorsOf(schema), ...(schema.kind === "integer" ? [1] : [])].some((value) => isMultiple(value, factor));
  const added = now.filter((factor) => !implied(factor, before));
  const removed = old.filter((factor) => !implied(factor, after));
  if (added.length === 0 && removed.length === 0) return [];
  const what = `multipleOf was ${old.join(" and ") || "none"} and is ${now.join(" and ") || "none"}`;
  return [{ fact: added.length > 0 ? "bounds-tightened" : "bounds-loosened", what }];
}

function factorsOf(schema: Resolved): readonly number[] {
  return schema.kind === "number" || schema.kind === "integer" ? schema.multipleOf : [];
}
