import type { Judge } from "../judge/answer.ts";
import { verdictOf } from "../judge/judgement.ts";
import type { HttpAnswer } from "../send/send.ts";
import type { Witness } from "./witness.ts";

/** The answer of a witness, as it would be received. */
export function answerOf({ answer: { status, headers, body } }: Witness): HttpAnswer {
  return { status, headers: new Headers(headers.map(([name, value]) => [name, value])), body: body() };
}

/**
 * @param answer as it was received
 * @returns what is wrong with what the judge says of a witness; nothing where it tells what the witness is
 */
export function checkWitness(judge: Judge, { operation, wrong }: Witness, answer: HttpAnswer): string | undefined {
  const judgement = judge({ operation, wanted: { outcome: "answered", status: answer.status } }, answer);
  const errors = judgement.findings.filter(({ severity }) => severity === "error").map(({ kind }) => kind);
  if (wrong === undefined) {
    return verdictOf(judgement) === "broken"
      ? `keeps the description, and the judge finds ${errors.join(", ")}`
      : undefined;
  }
  if (errors.length === 0) return `is ${wrong}, and the judge finds nothing`;
  // One cause is told once, and nothing else beside it.
  return errors.every((kind) => kind === wrong) ? undefined : `is ${wrong}, and the judge finds ${errors.join(", ")}`;
}
