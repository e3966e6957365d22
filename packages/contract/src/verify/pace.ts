import { setTimeout as wait } from "node:timers/promises";
import type { HttpAnswer } from "../send/send.ts";

/** Spreads requests over time, and waits as long as a server asks for. */
export interface Pace {
  /** Waits until the next request may be sent. */
  next(): Promise<void>;
  /**
   * Waits as a 429 asks for.
   *
   * @param tries how often the request has been sent
   * @returns whether the request may be sent again; not where it asks for too long
   */
  obey(answer: HttpAnswer, tries: number): Promise<boolean>;
  /** Why nothing more is to be sent: the server has asked for more time than a run has. */
  readonly exhausted: string | undefined;
}

export interface PaceOptions {
  /** Requests a second, at most. Default: as fast as answers come. */
  readonly rate?: number | undefined;
  /** How long a run waits because of 429, at most, in milliseconds. Default: 60,000. */
  readonly patience?: number;
  readonly signal: AbortSignal;
}

/** How long to wait where a 429 doesn't say it, after so many tries, in milliseconds. */
const usual: readonly number[] = [200, 400];

export function createPace({ rate, patience = 60_000, signal }: PaceOptions): Pace {
  let earliest = 0;
  let left = patience;
  let exhausted: string | undefined;
  return {
    next: async () => {
      if (rate === undefined) return;
      const now = performance.now();
      const at = Math.max(now, earliest);
      earliest = at + 1000 / rate;
      if (at > now) await wait(at - now, undefined, { signal });
    },
    obey: async ({ headers }, tries) => {
      const asked = retryAfter(headers.get("Retry-After"));
      const time = asked ?? usual[tries - 1];
      if (asked !== undefined && asked > left) {
        const seconds = Math.ceil(asked / 1000);
        exhausted = `the server limits the rate of requests, and asks to wait ${seconds} s: try again with --rate`;
      }
      if (time === undefined || time > left) return false;
      left -= time;
      await wait(time, undefined, { signal });
      return true;
    },
    get exhausted() {
      return exhausted;
    },
  };
}

/** In milliseconds: seconds, or a date (RFC 9110, section 10.2.3). */
export function retryAfter(text: string | null, now = Date.now()): number | undefined {
  if (text === null) return undefined;
  if (/^\d+$/.test(text.trim())) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
