import { append, type Description, lookUpStatus } from "@spkey/model";
import type { Case } from "../cases/case.ts";
import type { HttpAnswer } from "../send/send.ts";
import { judgeAllow } from "./headers.ts";
import { broken, type Judgement, notJudged, together } from "./judgement.ts";
import { createResponseJudge } from "./response.ts";
import { judgeStatus } from "./status.ts";

/** Holds the answer to a case against what the case wants, and against what is described. */
export type Judge = (given: Pick<Case, "operation" | "wanted">, answer: HttpAnswer) => Judgement;

/** The judge of a description's answers, which is independent of Prism: status, media type, headers and body. */
export function createJudge(description: Description): Judge {
  const judgeResponse = createResponseJudge(description);
  return ({ operation, wanted }, answer) => {
    const { status, headers } = answer;
    const unwanted = judgeStatus(operation, wanted, status);
    const response = lookUpStatus(operation.responses, status);
    // Of a method that is not described, the operation beside it says nothing.
    const isOfOther = wanted.outcome === "refused" && wanted.allow !== undefined;
    const parts: Judgement[] = [
      broken(...(unwanted ? [unwanted] : []), ...judgeAllow(operation, wanted, status, headers)),
    ];
    if (response && !isOfOther) parts.push(judgeResponse(operation, response, answer));
    // HTTP itself has statuses for what a server can't take, of which a description may say nothing (RFC 9110, section 15.5).
    else if (!unwanted)
      parts.push(notJudged(append(operation.pointer, "responses"), `the status ${status} is not documented`));
    return together(parts);
  };
}
