import type { OperationSummary } from "../engine/operation-summary.ts";
import { InvalidInput } from "../invalid-input.ts";
import type { Pool } from "../worker/pool.ts";
import type { AdminState } from "./admin.ts";
import { type Api, createApi } from "./api.ts";
import { CallCounter, type CallCounts } from "./call-counts.ts";
import { type Call, RequestLog } from "./request-log.ts";
import type { Scenarios } from "./scenario.ts";
import { ScenarioStore } from "./scenario-store.ts";
import { ScenarioState } from "./scenarios.ts";

/** What the mock keeps in its memory: the API as it is described now, the scenarios and where they stand, and the calls. */
export class MockState implements AdminState {
  readonly pool: Pool;
  readonly log = new RequestLog();
  readonly #counter = new CallCounter();
  readonly #store: ScenarioStore;
  readonly #hasScenarios: boolean;
  #api = createApi([], 0, new ScenarioState({}, []));

  /** @param hasScenarios whether the mock answers, and not a real server */
  constructor(pool: Pool, scenarios: Scenarios, hasScenarios: boolean) {
    this.pool = pool;
    this.#store = new ScenarioStore(scenarios);
    this.#hasScenarios = hasScenarios;
  }

  get api(): Api {
    return this.#api;
  }

  /**
   * @param scenarios those that are played from now on; by default the same as before
   * @throws {InvalidInput} where an operation is described twice, or the scenarios don't fit
   */
  describe(operations: readonly OperationSummary[], generation: number, scenarios?: Scenarios): void {
    this.#api = createApi(operations, generation, this.#store.begin(operations, scenarios));
  }

  add(call: Call, operation: OperationSummary | undefined): void {
    this.log.add(call);
    this.#counter.add(call, operation);
  }

  counts(): CallCounts {
    return this.#counter.counts(this.pool.operations);
  }

  scenarios(): Promise<unknown> {
    return this.#store.written();
  }

  async setScenarios(given: string | Scenarios): Promise<void> {
    if (!this.#hasScenarios) throw new InvalidInput("The real server answers, and no scenario.");
    const { operations } = this.pool;
    this.#play(
      typeof given === "string"
        ? await this.#store.beginText(operations, given)
        : this.#store.begin(operations, structuredClone(given)),
    );
  }

  resetScenarios(): void {
    this.#play(this.#store.beginAgain(this.pool.operations));
  }

  forget(): void {
    this.log.clear();
    this.#counter.clear();
    this.#api.scenarios.reset();
  }

  #play(scenarios: ScenarioState): void {
    this.#api = { ...this.#api, scenarios };
  }
}
