/** What has been found of an answer. */
export interface Judgement {
  /** What is not as it is described, or as the case wants it. */
  readonly findings: readonly string[];
  /** What nothing can be said of, and why: an answer of which this is said has not been found to be as it is described. */
  readonly notJudged: readonly string[];
}

export const kept: Judgement = { findings: [], notJudged: [] };

export function broken(finding: string): Judgement {
  return { findings: [finding], notJudged: [] };
}

export function notJudged(reason: string): Judgement {
  return { findings: [], notJudged: [reason] };
}
