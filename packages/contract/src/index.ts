export type { BrokenRule, Case, CaseBody, CaseRequest, Wanted } from "./cases/case.ts";
export { type Plan, planCases } from "./cases/plan.ts";
export { createJudge, type Judge } from "./judge/answer.ts";
export type { Judgement } from "./judge/judgement.ts";
export { isOfMock, judgeViolations, type PrismViolation, readViolations } from "./judge/prism.ts";
export { type HttpRequest, writeRequest } from "./send/request.ts";
export { type HttpAnswer, readAnswer, send } from "./send/send.ts";
