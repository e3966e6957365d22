import { append, isOfClass, lookUpStatus, type Operation } from "@spkey/model";
import type { Judge } from "../judge/answer.ts";
import { type Judgement, notJudged } from "../judge/judgement.ts";
import type { HttpAnswer } from "../send/send.ts";

/** Holds an answer against what is documented of its status; where it is an error of HTTP's own, it need not be documented. */
export function judgeOpen(judge: Judge, operation: Operation, answer: HttpAnswer): Judgement {
  const { status } = answer;
  if (!lookUpStatus(operation.responses, status) && isOfClass(String(status), 4)) {
    return notJudged(append(operation.pointer, "responses"), `the status ${status} is not documented`);
  }
  return judge({ operation, wanted: { outcome: "answered", status } }, answer);
}
