import type { GivenValues } from "../cases/plan.ts";
import type { OperationValues } from "./values.ts";

/** The values of an operation while its cases are sent: those to throw away are used up one by one. */
export interface ValueSets {
  /**
   * The set for the next call.
   *
   * @param maySucceed whether the call uses it up, if all is as it should be
   * @returns nothing where none is left for it
   */
  take(maySucceed: boolean): TakenSet | undefined;
  /** That a call has succeeded, or may have. */
  spend(index: number): void;
  /** Whether any set has been used up. */
  readonly spent: number | undefined;
}

export interface TakenSet {
  /** -1 where none was given. */
  readonly index: number;
  readonly values: GivenValues | undefined;
  readonly usedUp: boolean;
}

const none: TakenSet = { index: -1, values: undefined, usedUp: false };

export function createValueSets(given: OperationValues | undefined): ValueSets {
  if (!given) return { take: () => none, spend: () => {}, spent: undefined };
  const used = new Set<number>();
  const { sets, throwAway } = given;
  const at = (index: number): TakenSet => ({ index, values: sets[index], usedUp: used.has(index) });
  return {
    take: (maySucceed) => {
      const fresh = sets.findIndex((_, index) => !used.has(index));
      if (fresh >= 0) return at(fresh);
      // What has to be refused can be asked with what is gone already.
      return maySucceed ? undefined : at(sets.length - 1);
    },
    spend: (index) => {
      if (throwAway && index >= 0) used.add(index);
    },
    get spent() {
      return [...used].at(-1);
    },
  };
}
