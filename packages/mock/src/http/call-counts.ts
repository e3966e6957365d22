import { type OperationSummary, operationKey } from "../engine/operation-summary.ts";
import type { Call, Verdict } from "./request-log.ts";

/** How often an operation was called. */
export interface OperationCalls {
  /** None for what fits no operation. */
  readonly method?: string;
  readonly path?: string;
  readonly operationId?: string;
  readonly count: number;
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  readonly statuses: Readonly<Record<string, number>>;
}

/** All calls since the start, or since they were forgotten. */
export interface CallCounts {
  readonly count: number;
  /** Each of the description, also those that were not called. */
  readonly operations: readonly OperationCalls[];
  /** Those that fit no operation. */
  readonly others: OperationCalls;
}

type Counted = Pick<Call, "status" | "verdict">;
type Operation = Pick<OperationSummary, "method" | "path">;

/** Counts calls by their operation, verdict and status: as many numbers as there are of these, however many calls come. */
export class CallCounter {
  readonly #counts = new Map<string, Tally>();

  /** @param operation that it fits; none where it fits none */
  add(call: Counted, operation: Operation | undefined): void {
    const key = keyOf(operation);
    const tally = this.#counts.get(key) ?? new Tally();
    this.#counts.set(key, tally);
    tally.add(call);
  }

  clear(): void {
    this.#counts.clear();
  }

  counts(operations: readonly OperationSummary[]): CallCounts {
    const counted = operations.map(({ method, path, id }) => ({
      method,
      path,
      ...(id !== undefined && { operationId: id }),
      ...(this.#counts.get(keyOf({ method, path })) ?? new Tally()).told,
    }));
    const others = (this.#counts.get(none) ?? new Tally()).told;
    const count = counted.reduce((sum, one) => sum + one.count, others.count);
    return { count, operations: counted, others };
  }
}

/** The key of calls that fit no operation. */
const none = "";

function keyOf(operation: Operation | undefined): string {
  return operation ? operationKey(operation) : none;
}

class Tally {
  #count = 0;
  readonly #verdicts = new Map<Verdict, number>();
  readonly #statuses = new Map<string, number>();

  get told(): Pick<OperationCalls, "count" | "verdicts" | "statuses"> {
    return {
      count: this.#count,
      verdicts: Object.fromEntries(this.#verdicts),
      statuses: Object.fromEntries(this.#statuses),
    };
  }

  add({ verdict, status }: Counted): void {
    const name = status === undefined ? "none" : String(status);
    this.#count++;
    this.#verdicts.set(verdict, (this.#verdicts.get(verdict) ?? 0) + 1);
    this.#statuses.set(name, (this.#statuses.get(name) ?? 0) + 1);
  }
}
