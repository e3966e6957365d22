/**
 * - `breaking`: somebody who kept to the old description fails with the new one.
 * - `compatible`: nobody does.
 * - `unspecified`: the description does not say enough to tell. A person has to look; it does not fail the check.
 */
export type ChangeClass = "breaking" | "compatible" | "unspecified";

/** Which way the values go that a change is about: `request` to the API, `answer` from it. Of a webhook, it is the other way round. */
export type Direction = "request" | "answer";

/** Whom a change can break: who sends to the API, who reads what it sends, or who calls the functions of our client. */
export type Party = "callers" | "readers" | "generated client";

/** One row of the table: what a sort of change means. */
export interface Rule {
  readonly id: string;
  readonly direction: Direction | "client";
  readonly class: ChangeClass;
  /** Why it has this class, in one sentence. */
  readonly reason: string;
  /** How the same can be had without breaking anybody; empty where nobody is broken. */
  readonly instead: string;
}

/** What a row says besides its name. */
export type Verdict = Omit<Rule, "id" | "direction">;

export const breaking = (reason: string, instead: string): Verdict => ({ class: "breaking", reason, instead });
export const compatible = (reason: string): Verdict => ({ class: "compatible", reason, instead: "" });
export const unspecified = (reason: string, instead: string): Verdict => ({ class: "unspecified", reason, instead });

/** Whom a change by this rule breaks, or may break; nobody where it is compatible. */
export function breaks({ direction, class: verdict }: Rule): Party | undefined {
  if (verdict === "compatible") return undefined;
  return direction === "client" ? "generated client" : direction === "request" ? "callers" : "readers";
}
