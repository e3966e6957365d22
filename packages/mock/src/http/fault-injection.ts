import { setTimeout } from "node:timers/promises";

/** Trouble that the mock makes on purpose, for its callers to prove that they can stand it. */
export interface Trouble {
  /** Each answer waits for so many milliseconds, chosen evenly between the two. */
  readonly delay?: { readonly from: number; readonly to: number } | undefined;
  /** So many of the answers fail, from 0 to 1. */
  readonly failureRate?: number | undefined;
  /** How they fail: with a status; the connection is reset, or ends in the middle of the body; or no answer comes. */
  readonly failWith?: Failure | undefined;
}

export type Failure = number | "reset" | "truncate" | "stall";

/** Which trouble one request gets. */
export interface Fate {
  /** Ends when the delay is over, or the signal aborted. */
  wait(signal: AbortSignal): Promise<void>;
  readonly failure: Failure | undefined;
}

/** @param random gives numbers from 0 to 1 */
export function fateOf({ delay, failureRate = 0, failWith = 503 }: Trouble, random: () => number): Fate {
  const wait = delay && delay.from + (delay.to - delay.from) * random();
  return {
    failure: random() < failureRate ? failWith : undefined,
    async wait(signal) {
      if (wait !== undefined) await setTimeout(wait, undefined, { signal }).catch(() => {});
    },
  };
}

/** The same seed gives the same numbers: mulberry32 over a hash of the seed; nothing here has to be hard to guess. */
export function seededRandom(seed: string): () => number {
  let state = [...seed].reduce(
    (hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619),
    2_166_136_261,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
