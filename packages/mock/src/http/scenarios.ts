import { createHash } from "node:crypto";
import type { Answer } from "../answer.ts";
import { type EngineRequest, type OperationSummary, operationKey } from "../worker/messages.ts";
import { verdictOf } from "./request-log.ts";

/** What operations answer, one valid call after the other, by their operationId or by `POST /path/{template}`. */
export type Scenarios = Readonly<Record<string, Scenario>>;

export interface Scenario {
  /**
   * What a sequence is counted by, besides the caller's API key: `path.id`, `query.page`, `body.lockId`. Default: nothing,
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

/** A request, and what its path has for the parameters. */
export interface ScenarioRequest extends EngineRequest {
  readonly parameters: Readonly<Record<string, string>>;
}

/** Where each sequence of answers stands. In memory only. */
export class Stage {
  readonly #scenarios: Scenarios;
  readonly #steps = new Map<string, number>();
  /** The calls of one sequence are answered one after the other: two at once must not both be the first. */
  readonly #turns = new Map<string, Promise<unknown>>();

  /** @throws {Error} where a scenario has an operation or a status that the description doesn't have */
  constructor(scenarios: Scenarios, operations: readonly OperationSummary[]) {
    for (const [name, { answers }] of Object.entries(scenarios)) {
      const operation = operations.find((one) => one.id === name || operationKey(one) === name);
      const known = operations.map((one) => one.id ?? operationKey(one)).join(", ");
      if (!operation) throw new Error(`\`${name}\` is no operation of the description, which has ${known}.`);
      for (const { code } of answers) {
        if (documents(operation, code)) continue;
        throw new Error(`\`${name}\` has no documented response ${code}; it has ${operation.statuses.join(", ")}.`);
      }
    }
    this.#scenarios = scenarios;
  }

  /** Has a request answered as its scenario says, if it has one and does not choose its answer itself. */
  async play(
    operation: OperationSummary,
    request: ScenarioRequest,
    answer: (request: EngineRequest) => Promise<Answer>,
  ): Promise<Answer> {
    const scenario = this.#scenarios[operation.id ?? ""] ?? this.#scenarios[operationKey(operation)];
    if (!scenario || request.headers["prefer"] !== undefined) return answer(request);
    const key = sequenceKey(operation, scenario, request);
    const turn = (this.#turns.get(key) ?? Promise.resolve()).then(async () => {
      const step = this.#steps.get(key) ?? 0;
      const { code, example } = scenario.answers[step] as ScenarioAnswer; // The last step is never left.
      const prefer = `code=${code}${example === undefined ? "" : `, example="${example}"`}`;
      const answered = await answer({ ...request, headers: { ...request.headers, prefer } });
      const counts = verdictOf(answered) === "accepted" && step + 1 < scenario.answers.length;
      if (counts) this.#steps.set(key, step + 1);
      return answered;
    });
    this.#turns.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    }
  }

  /** Every sequence begins anew. */
  reset(): void {
    this.#steps.clear();
  }
}

function documents({ statuses }: OperationSummary, code: number): boolean {
  return statuses.some((status) => [String(code), `${String(code)[0]}XX`, "default"].includes(status));
}

/** Keeps no credential: only its hash. A token changes while its bearer stays the same, so an API key is preferred to it. */
function sequenceKey(operation: OperationSummary, { per = [] }: Scenario, request: ScenarioRequest): string {
  const { headers, query, body, parameters } = request;
  const places = operation.credentials;
  const keys = places.some(({ isKey }) => isKey) ? places.filter(({ isKey }) => isKey) : places;
  const credentials = keys.map(({ in: place, name }) => {
    if (place === "query") return new URLSearchParams(query).get(name);
    if (place === "header") return headers[name];
    return headers["cookie"]?.split(/; */).find((cookie) => cookie.startsWith(`${name}=`));
  });
  const values = per.map((source) => {
    const [place = "", ...path] = source.split(".");
    if (place === "path") return parameters[path.join(".")];
    if (place === "query") return new URLSearchParams(query).getAll(path.join("."));
    return path.reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
      json(body),
    );
  });
  return createHash("sha256")
    .update(JSON.stringify([operationKey(operation), credentials, values]))
    .digest("base64");
}

function json(body: EngineRequest["body"]): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined; // Prism will say so.
  }
}
