/** How faults are written, on the command line and in files of scenarios. */
import type { Delay, Failure } from "./fault-injection.ts";

/** The longest delay, in milliseconds. */
const longest = 600_000;

export const delayForm = "a time or a range of at most 600 s, such as 200ms, 2s or 200ms..2s";
export const percentForm = "a percentage from 0% to 100%";
export const failureForm = "a status from 400 to 599, reset, truncate or stall";

/** @returns milliseconds; not a number where it is no time */
export function readTime(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  return Number(amount) * (unit === "s" ? 1_000 : 1);
}

/** @returns nothing where it is none, as with the others */
export function readDelay(text: string): Delay | undefined {
  const [from = Number.NaN, to = from, ...more] = text.split("..").map(readTime);
  return from <= to && to <= longest && more.length === 0 ? { from, to } : undefined;
}

/** @returns a number from 0 to 1 */
export function readPercent(text: string): number | undefined {
  const [, amount] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  return Number(amount) <= 100 ? Number(amount) / 100 : undefined;
}

export function readFailure(text: string): Failure | undefined {
  if (text === "reset" || text === "truncate" || text === "stall") return text;
  return /^[45]\d\d$/.test(text) ? Number(text) : undefined;
}

export function writeDelay({ from, to }: Delay): string {
  return from === to ? `${from}ms` : `${from}ms..${to}ms`;
}

export function writePercent(rate: number): string {
  return `${Number((rate * 100).toFixed(6))}%`;
}
