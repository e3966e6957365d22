import type { NumberSchema } from "@spkey/model";
import { pointsOf } from "./texts.ts";

export function nextMultiple(from: number, step: number, direction: 1 | -1, open: boolean): number {
  const next = (direction === 1 ? Math.ceil(from / step) : Math.floor(from / step)) * step;
  return open && next === from ? next + direction * step : next;
}

/** Numbers of the same kind that are no multiples; of 1 there are none that are whole. */
export function between(of: number, { kind, minimum, exclusiveMinimum }: NumberSchema): number[] {
  const start = Math.floor((minimum ?? exclusiveMinimum ?? 0) / of + 1) * of;
  return kind === "number" ? [start + of / 2] : of > 1 ? [Math.floor(start) + 1] : [];
}

/** Texts of a length that differ as little as can be from another one. */
export function resized(text: string, length: number): string[] {
  const points = pointsOf(text);
  if (points.length >= length) return [points.slice(0, length).join(""), points.slice(points.length - length).join("")];
  const missing = length - points.length;
  const ends = [points.at(-1) ?? "a", points[0] ?? "a", "a", "0"];
  return [
    ...ends.map((end) => text + end.repeat(missing)),
    ...ends.map((end) => end.repeat(missing) + text),
    text.repeat(length).slice(0, length),
  ];
}

export function repeated(base: readonly unknown[], value: unknown, count: number): unknown[][] {
  const copies = Array.from({ length: count }, () => value);
  return [copies, [...base, ...copies]];
}

/** Lists of a length, of items that differ and of one that is repeated. */
export function listsOf(base: readonly unknown[], item: unknown, length: number): unknown[][] {
  if (base.length >= length) return [base.slice(0, length), base.slice(base.length - length)];
  const more = Array.from({ length: length - base.length }, (_, index) => index + 1);
  return [
    [...base, ...more.map((index) => another(item, index))],
    [...base, ...more.map(() => item)],
    more.concat(base.map((_, index) => more.length + index + 1)),
  ];
}

/** An item like another one, and not the same. */
export function another(item: unknown, index: number): unknown {
  if (typeof item === "string") return `${item}${index}`;
  if (typeof item === "number") return item + index;
  if (typeof item === "boolean") return index % 2 === 0 ? item : !item;
  if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
  const [entry] = Object.entries(item).filter(([, each]) => typeof each === "string" || typeof each === "number");
  return entry ? { ...item, [entry[0]]: another(entry[1], index) } : item;
}

export function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return false;
  }
}

export function omit(
  value: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** As few of some of its properties less as leave so many. */
export function shrunk(value: Readonly<Record<string, unknown>>, names: readonly string[], count: number): unknown {
  const superfluous = Math.max(0, Object.keys(value).length - count);
  return omit(value, names.slice(Math.max(0, names.length - superfluous)));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
