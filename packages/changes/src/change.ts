import type { Rule } from "./rules/rule.ts";

/** One difference between two descriptions, by the rule that says whom it breaks. */
export interface Change {
  readonly rule: Rule;
  /** The way to it, as a person would say it: `POST /things › request body › name`. */
  readonly where: string;
  /** What has changed, in one sentence. */
  readonly what: string;
  /** JSON Pointer in the description of before; none where it was not there. */
  readonly before?: string;
  /** JSON Pointer in the description of after; none where it is gone. */
  readonly after?: string;
}

/** Where a change stands: in the new description or, of what was removed, in the old one. */
export function pointerOf({ before, after }: Change): string {
  return after ?? before ?? "#";
}

/** The places of a change. */
export interface Places {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** Collects changes, each once. */
export interface Recorder {
  readonly changes: readonly Change[];
  add(rule: Rule, where: string, what: string, places: Places): void;
}

export function createRecorder(): Recorder {
  const changes: Change[] = [];
  const seen = new Set<string>();
  return {
    changes,
    add: (rule, where, what, { before, after }) => {
      // What two operations share is one change, said where it is met first.
      const key = [rule.id, before, after, what].join("\n");
      if (seen.has(key)) return;
      seen.add(key);
      changes.push({
        rule,
        where,
        what,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      });
    },
  };
}
