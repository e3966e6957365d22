import type { Notice } from "@spkey/model";
import type { Intended, ReviewedChange } from "../intended.ts";
import { breaks } from "../rules/rule.ts";

/** A place in a file; lines and columns are counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A change as it is reported. */
export interface ReportedChange extends ReviewedChange {
  readonly pointer: string;
  /** In the new description or, of what was removed, in the old one. */
  readonly place: Place;
  readonly isInBase: boolean;
  /** In the new description: of what was removed, what it was part of. */
  readonly near: Place;
}

/** All that a run has to say. */
export interface Report {
  /** What was compared with, as a person calls it. */
  readonly base: string;
  readonly description: string;
  readonly changes: readonly ReportedChange[];
  readonly unmatched: readonly Intended[];
  /** What the model can't read, so that changes of it are not seen. */
  readonly notCompared: readonly Notice[];
}

export interface Counts {
  readonly breaking: number;
  readonly intended: number;
  readonly unspecified: number;
  readonly compatible: number;
}

export function countsOf({ changes }: Report): Counts {
  const count = (isMeant: (change: ReportedChange) => boolean) => changes.filter(isMeant).length;
  return {
    breaking: count(({ change, intended }) => change.rule.class === "breaking" && intended === undefined),
    intended: count(({ intended }) => intended !== undefined),
    unspecified: count(({ change }) => change.rule.class === "unspecified"),
    compatible: count(({ change }) => change.rule.class === "compatible"),
  };
}

/** 1 where something breaks that was not declared; 2 where something was declared that does not break; else 0. */
export function exitCodeOf(report: Report): 0 | 1 | 2 {
  if (countsOf(report).breaking > 0) return 1;
  return report.unmatched.length > 0 ? 2 : 0;
}

/** One sentence: where, and what. */
export function sentenceOf({ change: { where, what } }: ReportedChange): string {
  return `${where}: ${what}`;
}

/** Whom a change breaks, as `breaks readers`; of what nobody can tell, `may break readers`. */
export function partyOf({ change: { rule } }: ReportedChange): string {
  const party = breaks(rule);
  if (!party) return "breaks nobody";
  const name = party === "generated client" ? "callers of the generated client" : party;
  return `${rule.class === "unspecified" ? "may break" : "breaks"} ${name}`;
}

export function summaryOf(report: Report): string {
  const { breaking, intended, unspecified, compatible } = countsOf(report);
  const declared = intended > 0 ? `, ${intended} breaking as declared` : "";
  return `${breaking} breaking${declared}, ${unspecified} unspecified, ${compatible} compatible, compared with ${report.base}`;
}
