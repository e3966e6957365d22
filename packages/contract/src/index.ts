export type { BrokenRule, Case, CaseBody, CaseRequest, Tried, Wanted } from "./cases/case.ts";
export {
  createPlanner,
  type Plan,
  type PlanOperation,
  type PlanOptions,
  planCases,
  type Untried,
} from "./cases/plan.ts";
export { type Coverage, type CoveredRule, coverageOf, type Trials } from "./coverage.ts";
export { catalogue, type Finding, type FindingKind, type Severity } from "./findings.ts";
export { createJudge, type Judge } from "./judge/answer.ts";
export { type Judgement, type NotJudged, type Verdict, verdictOf } from "./judge/judgement.ts";
export { isOfMock, judgeViolations, type PrismViolation, readViolations } from "./judge/prism.ts";
export { createReferee, type Referee } from "./judge/referee.ts";
export {
  type OperationResult,
  type Result,
  type RunOptions,
  runCase,
  runCases,
  type SendCase,
  summarize,
} from "./run.ts";
export { type HttpRequest, writeRequest } from "./send/request.ts";
export { type HttpAnswer, readAnswer, send } from "./send/send.ts";
export { answerOf, checkWitness } from "./witnesses/check.ts";
export { planWitnesses, type WitnessPlan } from "./witnesses/plan.ts";
export type { Witness, WitnessAnswer } from "./witnesses/witness.ts";
