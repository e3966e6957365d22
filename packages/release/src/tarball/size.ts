import type { OpenedTarball } from "./open.ts";

/**
 * What each package may weigh, packed, in KiB: about a fifth more than it does. Raising one is a decision, to be seen in a review.
 * A package that has no row may weigh little.
 */
const budgets: Readonly<Record<string, number>> = {
  "@spkey/contract": 330,
  "@spkey/mock": 1100,
};

const budgetOfOthers = 150;

export function findSizeProblems({ bytes, manifest: { name } }: OpenedTarball): readonly string[] {
  const budget = budgets[name] ?? budgetOfOthers;
  const size = Math.ceil(bytes.length / 1024);
  return size <= budget
    ? []
    : [`it weighs ${size} KiB, and may weigh ${budget} (packages/release/src/tarball/size.ts)`];
}
