import { append, type Operation } from "@spkey/model";
import { notJudged } from "../judge/judgement.ts";
import type { Outcome } from "./operation-run.ts";
import type { LiveCase } from "./probes.ts";

interface Held {
  readonly live: LiveCase;
  readonly outcome: Outcome;
}

/** Answers of which only the others of their operation show what they mean. */
export interface Pending {
  /** @returns whether it is held back */
  add(live: LiveCase, outcome: Outcome): boolean;
  /** Whether waiting has not helped, several times. */
  readonly isLimited: boolean;
  /** Those that were held back, with what is to be said of them. */
  decide(): readonly Held[];
}

/** That the caller is not known, or may not (RFC 9110, sections 15.5.2, 15.5.4 and 15.5.8). */
const ofCaller = [401, 403, 407];

/** After so many requests that are still answered with 429, no other one waits. */
const mostWaits = 2;

/**
 * Where each valid request is answered with 401, the server does not know the credentials; where some are not, it refuses what it
 * should take. The same holds of 429.
 */
export function createPending(operation: Operation): Pending {
  const held: Held[] = [];
  let taken = 0;
  let passed = 0;
  const isOf = (statuses: readonly number[], { outcome }: Held) =>
    statuses.includes(outcome.exchange.answer?.status ?? 0);
  return {
    add: (live, outcome) => {
      const status = outcome.exchange.answer?.status;
      const isHeld = status !== undefined && (status === 429 || (ofCaller.includes(status) && isValid(live)));
      if (isHeld) held.push({ live, outcome });
      else if (status !== undefined) {
        passed++;
        if (live.given.wanted.outcome === "accepted" && live.kind === "planned") taken++;
      }
      return isHeld;
    },
    get isLimited() {
      return held.filter((each) => isOf([429], each)).length >= mostWaits;
    },
    decide: () =>
      held.map((each) => {
        const excuse = isOf([429], each)
          ? (passed === 0 || asksToWait(each)) && "the server limits the rate of requests (429): try again with --rate"
          : taken === 0 && `the server takes none of the credentials (${each.outcome.exchange.answer?.status})`;
        if (excuse === false) return each;
        const judgement = notJudged(append(operation.pointer, "responses"), excuse);
        return { live: each.live, outcome: { ...each.outcome, judgement } };
      }),
  };
}

/** A server that says how long means it. */
function asksToWait({ outcome }: Held): boolean {
  return outcome.exchange.answer?.headers.has("Retry-After") ?? false;
}

/** Whether its credentials are those that were given. */
function isValid({ given: { wanted }, kind }: LiveCase): boolean {
  if (kind !== "planned") return kind === "open";
  return wanted.outcome !== "refused" || wanted.violation !== undefined || wanted.allow !== undefined;
}
