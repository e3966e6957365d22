import { setTimeout } from "node:timers/promises";

/** Faults that the mock makes on purpose, for its callers to prove that they can stand them. */
export interface FaultInjection {
  /** Each answer waits for so many milliseconds, chosen evenly between the two. */
  readonly delay?: Delay | undefined;
  /** So many of the answers fail, from 0 to 1. */
  readonly failureRate?: number | undefined;
  /** How they fail: with a status; the connection is reset, or ends in the middle of the body; or no answer comes. */
  readonly failWith?: Failure | undefined;
}

/** In milliseconds. */
export interface Delay {
  readonly from: number;
  readonly to: number;
}

export type Failure = number | "reset" | "truncate" | "stall";

/** What one request gets. */
export interface InjectedFault {
  /** In milliseconds; none where nothing is to be waited for. */
  readonly delay: number | undefined;
  readonly failure: Failure | undefined;
}

/** @param random gives numbers from 0 to 1 */
export function injectFault(
  { delay, failureRate = 0, failWith = 503 }: FaultInjection,
  random: () => number,
): InjectedFault {
  return {
    delay: delay && delay.from + (delay.to - delay.from) * random(),
    failure: random() < failureRate ? failWith : undefined,
  };
}

/** Ends when the delay is over, or the signal is aborted. */
export async function waitFor(delay: number | undefined, signal: AbortSignal): Promise<void> {
  if (delay !== undefined) await setTimeout(delay, undefined, { signal }).catch(() => {});
}
