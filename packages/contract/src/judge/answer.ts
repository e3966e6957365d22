import { type Description, lookUpStatus } from "@spkey/model";
import type { Case } from "../cases/case.ts";
import type { HttpAnswer } from "../send/send.ts";
import { broken, type Judgement, notJudged } from "./judgement.ts";
import { createResponseJudge } from "./response.ts";
import { judgeStatus } from "./status.ts";

/** Holds the answer to a case against what the case wants, and against what is described. */
export type Judge = (given: Pick<Case, "operation" | "wanted">, answer: HttpAnswer) => Judgement;

/** The judge of a description's answers, which is independent of Prism: status, media type and body. */
export function createJudge(description: Description): Judge {
  const judgeResponse = createResponseJudge(description);
  return ({ operation, wanted }, answer) => {
    const { status } = answer;
    const unwanted = judgeStatus(operation, wanted, status);
    const response = lookUpStatus(operation.responses, status);
    const judged = response
      ? judgeResponse(operation, response, answer)
      : unwanted === undefined
        ? // A credential can be missed with a 401, say, of which a description says nothing.
          notJudged(`the status ${status} is not documented`)
        : broken(`the status ${status} is not documented`);
    return unwanted === undefined ? judged : { ...judged, findings: [unwanted, ...judged.findings] };
  };
}
