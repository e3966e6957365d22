import type { Operation } from "@spkey/model";
import type { Tried } from "../cases/case.ts";
import type { FindingKind } from "../findings.ts";

/**
 * An answer of which it is known whether it keeps the description. A mock answers its examples, which say nothing of a rule that
 * has become tighter or looser: only an answer at the edge of the rule does, and a judge that has to tell.
 */
export interface Witness {
  readonly id: string;
  /** A sentence that begins with the operation's id. */
  readonly name: string;
  readonly operation: Operation;
  readonly answer: WitnessAnswer;
  /** What is wrong with it; nothing where it keeps the description. */
  readonly wrong?: FindingKind;
  readonly tries: readonly Tried[];
}

export interface WitnessAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Written when it is asked for: there are hundreds for each operation. */
  body(): Uint8Array<ArrayBuffer>;
}
