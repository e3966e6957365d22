import type { Answer } from "../answer.ts";
import { decodeBody } from "../engine/decode-body.ts";
import { type OperationSummary, operationKey } from "../engine/operation-summary.ts";
import type { EngineRequest } from "../engine/request.ts";
import { checkScenarios } from "./check-scenarios.ts";
import { sequenceKey } from "./sequence-key.ts";

/** What operations answer, one valid call after the other, by their operationId or by `POST /path/{template}`. */
export type Scenarios = Readonly<Record<string, Scenario>>;

export interface Scenario {
  /**
   * What a sequence is counted by, besides the caller's API key: `path.id`, `query.page`, `body.name`. Default: nothing,
   * so that each caller has one sequence for the operation.
   */
  readonly per?: readonly string[];
  /** The answers in their order. The last one stays. */
  readonly answers: readonly ScenarioAnswer[];
}

export interface ScenarioAnswer {
  /** A documented status. */
  readonly code: number;
  /** The name of one of its examples. */
  readonly example?: string;
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
    this.#scenarios = operations.map((one) => scenarios[one.id ?? ""] ?? scenarios[operationKey(one)]);
  }

  /**
   * Has a request answered as its scenario says, if it has one and does not choose its answer itself.
   *
   * @param parameters what its path has for the parameters
   */
  async answer<Request extends EngineRequest>(
    operation: OperationSummary,
    request: Request,
    parameters: Readonly<Record<string, string>>,
    answer: (request: Request) => Promise<Answer>,
  ): Promise<Answer> {
    const scenario = this.#scenarios[operation.index];
    const { headers } = request;
    if (!scenario || headers["prefer"] !== undefined) return answer(request);
    const { per = [], answers } = scenario;
    // What is decoded here is not decoded again by the engine.
    const needsBody = per.some((source) => source.startsWith("body."));
    const body = needsBody ? decodeBody(request.body, headers["content-type"] ?? "") : undefined;
    const key = sequenceKey(operation, per, { ...request, parameters, body });
    return this.#inTurn(key, async () => {
      const step = this.#steps.get(key) ?? 0;
      const preference = answers[step] as ScenarioAnswer; // The last step is never left.
      const answered = await answer({ ...request, ...(body && { body }), preference });
      if (answered.verdict === "accepted" && step + 1 < answers.length) this.#steps.set(key, step + 1);
      return answered;
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
