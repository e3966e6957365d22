export type { Call, Verdict } from "./calls.ts";
export type { AllowedOrigins } from "./cors.ts";
export type { Mock, MockOptions } from "./options.ts";
export type { Finding } from "./protocol.ts";
export type { Scenario, ScenarioAnswer, Scenarios } from "./scenarios.ts";
export { startMock } from "./start.ts";
export type { Failure, Trouble } from "./trouble.ts";
