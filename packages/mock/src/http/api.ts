import type { OperationSummary } from "../engine/operation-summary.ts";
import { secretNames } from "./mask-secrets.ts";
import { createRouter, type Router } from "./router.ts";
import type { ScenarioState } from "./scenarios.ts";
import { createSuggestPath, type SuggestPath } from "./suggest-path.ts";

/** The described API, as the handler needs it. */
export interface Api {
  /** Which reading of the description it is of. */
  readonly generation: number;
  readonly route: Router<OperationSummary>;
  readonly suggestPath: SuggestPath;
  /** The names of headers and parameters that carry secrets, in lower case. */
  readonly secrets: ReadonlySet<string>;
  readonly scenarios: ScenarioState;
}

/** @throws {InvalidInput} where an operation is described twice */
export function createApi(operations: readonly OperationSummary[], generation: number, scenarios: ScenarioState): Api {
  return {
    generation,
    route: createRouter(operations),
    suggestPath: createSuggestPath(operations.map(({ path }) => path)),
    secrets: secretNames(operations),
    scenarios,
  };
}
