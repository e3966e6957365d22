import type { Answer } from "../answer.ts";
import { decodeBody } from "../engine/decode-body.ts";
import { type OperationSummary, operationKey } from "../engine/operation-summary.ts";
import type { EngineRequest } from "../engine/request.ts";
import { checkScenarios } from "./check-scenarios.ts";
import type { FaultInjection } from "./fault-injection.ts";
import type { Scenario, ScenarioAnswer, Scenarios } from "./scenario.ts";
import { sequenceKey } from "./sequence-key.ts";

/** What a scenario says of one call. */
export interface Played {
  readonly answer: Answer;
  /** The faults that are made, besides those of all operations, or in their place. */
  readonly faults?: FaultInjection;
}

/** How far each sequence of answers has come. In memory only. */
export class ScenarioState {
  /** By the index of the operation. */
  readonly #scenarios: readonly (Scenario | undefined)[];
  readonly #steps = new Map<string, number>();
  /** The calls of one sequence are answered one after the other: two at once must not both be the first. */
  readonly #turns = new Map<string, Promise<unknown>>();

  /** @throws {InvalidScenario} where one of them has what the description doesn't have */
  constructor(scenarios: Scenarios, operations: readonly OperationSummary[]) {
    checkScenarios(scenarios, operations);
    const byName = new Map(Object.entries(scenarios));
    this.#scenarios = operations.map((one) => byName.get(one.id ?? "") ?? byName.get(operationKey(one)));
  }

  /**
   * Has a request answered as its scenario says, if it has one. One that chooses its answer itself gets that.
   */
  async answer<Request extends EngineRequest>(
    operation: OperationSummary,
    request: Request,
    answer: (request: Request) => Promise<Answer>,
  ): Promise<Played> {
    const scenario = this.#scenarios[operation.index];
    const { headers } = request;
    if (!scenario) return { answer: await answer(request) };
    const { per = [], answers } = scenario;
    if (!answers || headers["prefer"] !== undefined) {
      return { answer: await answer(request), faults: faultsOf(scenario) };
    }
    // What is decoded here is not decoded again by the engine.
    const needsBody = per.some((source) => source.startsWith("body."));
    const body = needsBody ? decodeBody(request.body, headers["content-type"] ?? "") : undefined;
    const key = sequenceKey(operation, per, { ...request, body });
    return this.#inTurn(key, async () => {
      const step = this.#steps.get(key) ?? 0;
      const current = answers[step] as ScenarioAnswer; // The last step is never left.
      const { code, example } = current;
      const preference = code === undefined ? undefined : { code, example };
      const answered = await answer({ ...request, ...(body && { body }), preference });
      // What is refused is no step of it.
      if (answered.verdict !== "accepted") return { answer: answered, faults: faultsOf(scenario) };
      if (step + 1 < answers.length) this.#steps.set(key, step + 1);
      return { answer: answered, faults: faultsOf(scenario, current) };
    });
  }

  /** Every sequence begins anew. */
  reset(): void {
    this.#steps.clear();
  }

  async #inTurn<Result>(key: string, act: () => Promise<Result>): Promise<Result> {
    const turn = (this.#turns.get(key) ?? Promise.resolve()).then(act);
    this.#turns.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    }
  }
}

/** The faults of a call: those of its step, or else of the whole scenario. */
function faultsOf(scenario: Scenario, step?: ScenarioAnswer): FaultInjection {
  const { delay, failureRate, failWith } = scenario;
  const failure =
    step?.failWith === undefined ? { failureRate, failWith } : { failureRate: 1, failWith: step.failWith };
  const given = Object.entries({ delay: step?.delay ?? delay, ...failure }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}
