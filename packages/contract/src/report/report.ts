import type { FindingKind, Severity } from "../findings.ts";

/** What came of holding a server, or recorded traffic, against a description. This is also what `--report json=FILE` writes. */
export interface Report {
  /** Of the form of this report: it changes when a field changes its meaning or goes. */
  readonly version: 1;
  readonly tool: { readonly name: "@spkey/contract"; readonly version: string };
  readonly command: "verify" | "test" | "replay" | "case";
  readonly description: { readonly title: string; readonly version: string; readonly file?: string };
  /** Where the server is; of recorded traffic, the file. */
  readonly target: string;
  readonly seed: number;
  /** `broken` where any finding is an error that is not accepted; `could-not-run` where nothing can be said of the server. */
  readonly verdict: "kept" | "broken" | "could-not-run";
  /** Why it could not run, or ended early. */
  readonly reason?: string;
  /** 0 kept, 1 broken, 2 could not run, 130 ended by Ctrl-C. */
  readonly exitCode: 0 | 1 | 2 | 130;
  readonly counts: Counts;
  /** One for each cause; errors first. */
  readonly findings: readonly Cause[];
  readonly operations: readonly OperationReport[];
  readonly notJudged: readonly OpenQuestion[];
  readonly notTried: readonly OpenQuestion[];
  readonly coverage: CoverageReport;
  /** What the server has and the description lacks. */
  readonly suggestions: readonly Suggestion[];
}

export interface Counts {
  /** Of the operations that were chosen. */
  readonly planned: number;
  readonly sent: number;
  readonly kept: number;
  readonly broken: number;
  readonly notJudged: number;
  readonly notTried: number;
}

/** Where something stands in the description. */
export interface Place {
  /** A JSON Pointer into the bundled description. */
  readonly pointer: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

/** One thing that is wrong with the server, however many cases have met it. */
export interface Cause {
  readonly kind: FindingKind;
  readonly title: string;
  readonly severity: Severity;
  /** Whether `--accept` names its kind: it then breaks nothing. */
  readonly accepted: boolean;
  /** Ids of operations. */
  readonly operations: readonly string[];
  readonly promised: Place;
  /** Where in the exchange, as in `status` or `body/details/0/field`. */
  readonly at: string;
  /** What was promised, and what came. */
  readonly came: string;
  /** Further places of the same cause: rules that a server overlooks, say. */
  readonly also: readonly { readonly promised: Place; readonly came: string }[];
  /** Who is hurt by it, and how. */
  readonly hurts: string;
  /** How many cases have met it. */
  readonly count: number;
  /** Ids of some of these cases. */
  readonly cases: readonly string[];
  /** What Prism says of the same answers. */
  readonly prism: "agrees" | "silent" | "not-asked";
  /** How to see it again; without any credential, and without the values that were given. */
  readonly again?: { readonly curl: string; readonly command: string };
}

export interface OperationReport {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly verdict: "kept" | "broken" | "not-judged" | "not-tried";
  readonly reason?: string;
  readonly cases: readonly CaseReport[];
}

export interface CaseReport {
  readonly id: string;
  readonly name: string;
  readonly verdict: "kept" | "broken" | "not-judged";
  /** None where no answer came. */
  readonly status?: number;
  /** Indices of `findings`. */
  readonly causes: readonly number[];
  /** Why it was not judged. */
  readonly reason?: string;
  /** What was sent, where a case is run by itself; as in `Cause`. */
  readonly curl?: string;
}

/** What nothing is said of, and why. */
export interface OpenQuestion {
  readonly reason: string;
  readonly operations: readonly string[];
  readonly place?: Place;
  readonly count: number;
}

export interface CoverageReport {
  /** Rules of the requests: how many there are, and how many were tried with an answer that was judged. */
  readonly rules: { readonly all: number; readonly tried: number };
  /** Documented responses: how many there are, and how many came. */
  readonly responses: { readonly all: number; readonly seen: number };
  /** Responses that never came, as in `returnBook 404`. */
  readonly unseen: readonly string[];
}

/** A piece of YAML to put into the description, if what the server does is right. */
export interface Suggestion {
  /** Where it belongs: the same may be missing at several operations. */
  readonly places: readonly Place[];
  /** Why, in words. */
  readonly reason: string;
  readonly yaml: string;
}
