import type { OperationSummary } from "../engine/operation-summary.ts";
import { InvalidInput } from "../invalid-input.ts";
import { InvalidScenario } from "./check-scenarios.ts";
import type { Scenarios } from "./scenario.ts";
import { ScenarioState } from "./scenarios.ts";

/** The scenarios that are played, which may be others at any time. */
export class ScenarioStore {
  readonly #first: Scenarios;
  #scenarios: Scenarios;

  /** @param first those that the mock is started with */
  constructor(first: Scenarios) {
    this.#first = first;
    this.#scenarios = first;
  }

  /** @throws {InvalidScenario} where the operations don't have what is in one of them */
  begin(operations: readonly OperationSummary[], scenarios = this.#scenarios): ScenarioState {
    const state = new ScenarioState(scenarios, operations);
    this.#scenarios = scenarios;
    return state;
  }

  /** Those that the mock was started with, from their beginning. */
  beginAgain(operations: readonly OperationSummary[]): ScenarioState {
    return this.begin(operations, this.#first);
  }

  /**
   * Those that are written in a text, YAML or JSON.
   *
   * @throws {InvalidInput} with the place in the text
   */
  async beginText(operations: readonly OperationSummary[], text: string): Promise<ScenarioState> {
    const { parseScenarios } = await import("./scenario-text.ts"); // Who sets none does not wait for a reader of YAML.
    const { scenarios, placeOf } = parseScenarios("body", text);
    try {
      return this.begin(operations, scenarios);
    } catch (error) {
      if (!(error instanceof InvalidScenario)) throw error;
      throw new InvalidInput(`${placeOf(error.path)}: ${error.message}`);
    }
  }

  /** As they are written. */
  async written(): Promise<unknown> {
    const { writeScenarios } = await import("./scenario-text.ts");
    return writeScenarios(this.#scenarios);
  }
}
