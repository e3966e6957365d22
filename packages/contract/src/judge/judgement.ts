import type { Finding } from "../findings.ts";

/** Something that nothing can be said of, and why. */
export interface NotJudged {
  readonly pointer: string;
  readonly reason: string;
}

/** What has been found of an answer. */
export interface Judgement {
  readonly findings: readonly Finding[];
  /** An answer of which this is said has not been found to be as it is described. */
  readonly notJudged: readonly NotJudged[];
}

/** `not-judged` never counts as kept. */
export type Verdict = "kept" | "broken" | "not-judged";

export const kept: Judgement = { findings: [], notJudged: [] };

export function broken(...findings: readonly Finding[]): Judgement {
  return { findings, notJudged: [] };
}

export function notJudged(pointer: string, reason: string): Judgement {
  return { findings: [], notJudged: [{ pointer, reason }] };
}

export function together(judgements: readonly Judgement[]): Judgement {
  return {
    findings: judgements.flatMap(({ findings }) => findings),
    notJudged: judgements.flatMap((each) => each.notJudged),
  };
}

/** A warning breaks nothing. */
export function verdictOf({ findings, notJudged: open }: Judgement): Verdict {
  if (findings.some(({ severity }) => severity === "error")) return "broken";
  return open.length > 0 ? "not-judged" : "kept";
}
