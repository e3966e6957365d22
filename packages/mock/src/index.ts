export type { Violation } from "./answer.ts";
export type { ExampleIssue } from "./engine/example-issue.ts";
export type { CallCounts, OperationCalls } from "./http/call-counts.ts";
export type { AllowedOrigins } from "./http/cors.ts";
export type { Delay, Failure, FaultInjection } from "./http/fault-injection.ts";
export type { Call, Verdict } from "./http/request-log.ts";
export type { Scenario, ScenarioAnswer, Scenarios } from "./http/scenario.ts";
export type { Mock, MockOptions, ReloadOptions, UpcomingDescription } from "./mock.ts";
export { startMock } from "./start.ts";
