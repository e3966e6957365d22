import type { Case } from "../cases/case.ts";

/** Which requests are sent: valid ones as in the examples; what just keeps and just breaks each rule; several unusual values at once. */
export type Phase = "examples" | "coverage" | "fuzz";

export const phases: readonly Phase[] = ["examples", "coverage", "fuzz"];

export const usualPhases: readonly Phase[] = ["examples", "coverage"];

/** A part of the operations: the first of four, say. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

export function phaseOf({ id, operation, wanted }: Case): Phase {
  const inside = id.slice(operation.id.length + 1);
  if (inside.startsWith("fuzz/")) return "fuzz";
  return wanted.outcome === "accepted" && /^accepted\/(example\/|request$|no-body$|.*\/required\/example-)/.test(inside)
    ? "examples"
    : "coverage";
}

/** Whole operations, by turns: values that can be used once are then used by one shard only. */
export function inShard<Item>(items: readonly Item[], { index, count }: Shard): Item[] {
  return items.filter((_, i) => i % count === index - 1);
}
