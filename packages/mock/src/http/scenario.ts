import type { Delay, Failure, FaultInjection } from "./fault-injection.ts";

/** What operations answer, one valid call after the other, by their operationId or by `POST /path/{template}`. */
export type Scenarios = Readonly<Record<string, Scenario>>;

export interface Scenario extends FaultInjection {
  /**
   * What a sequence is counted by, besides the caller's API key: `path.id`, `query.page`, `body.name`. Default: nothing,
   * so that each caller has one sequence for the operation.
   */
  readonly per?: readonly string[];
  /** The answers in their order. The last one stays. Default: as without a scenario. */
  readonly answers?: readonly ScenarioAnswer[];
}

export interface ScenarioAnswer {
  /** A documented status. Default: as without a scenario. */
  readonly code?: number;
  /** The name of one of its examples. */
  readonly example?: string;
  /** It waits for so many milliseconds, chosen evenly between the two. */
  readonly delay?: Delay;
  /** How it fails. Default: it doesn't. */
  readonly failWith?: Failure;
}
