import { readDescription } from "@spkey/model";
import { median } from "@spkey/test-kit/bench";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { validateOutput } from "@stoplight/prism-http/dist/validator/index.js";
import { answerOf, createJudge, planCases, planWitnesses } from "../src/index.ts";
import { withOperations } from "./many.ts";

/** How long a judgement takes, in milliseconds. */
export interface Judgements {
  readonly ours: number;
  /** Prism's engine, of the same answers, which it gets parsed: it judges neither JSON nor media types nor fields. */
  readonly prism: number;
  /** How much the heap has grown from 10,000 to 100,000 judgements, as a part of what it was. */
  readonly growth: number;
}

/** How long the cases and witnesses of so many operations take to plan, in milliseconds, and how many there are. */
export interface Planning {
  readonly operations: number;
  readonly milliseconds: number;
  readonly cases: number;
  readonly witnesses: number;
}

/** Each round judges each answer so often. */
const often = 200;

export async function measureJudgements(document: object, rounds: number, signal: AbortSignal): Promise<Judgements> {
  const description = readDescription(document);
  const judge = createJudge(description);
  // What a server answers when nothing is wrong: its examples.
  const answers = planWitnesses(description).witnesses.filter(({ id }) => id.includes("/body/example-"));
  const given = answers.map((witness) => {
    const answer = answerOf(witness);
    const value: unknown = JSON.parse(new TextDecoder().decode(answer.body));
    return {
      operation: witness.operation,
      answer,
      wanted: { outcome: "answered", status: answer.status } as const,
      value,
    };
  });
  const operations = await getHttpOperationsFromSpec(document);
  const ours = () => {
    for (const { operation, wanted, answer } of given) judge({ operation, wanted }, answer);
  };
  const prism = () => {
    for (const { operation, answer, value } of given) {
      const resource = operations.find(
        ({ method, path }) => method.toUpperCase() === operation.method && path === operation.path,
      );
      if (!resource) throw new Error(`Prism does not know ${operation.id}.`);
      validateOutput({
        resource,
        element: { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: value },
      });
    }
  };
  const times: Record<"ours" | "prism", number[]> = { ours: [], prism: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries({ ours, prism }) as ["ours" | "prism", () => void][]) {
      signal.throwIfAborted();
      const start = performance.now();
      for (let index = 0; index < often; index++) run();
      // The first round warms up.
      if (round > 0) times[name].push((performance.now() - start) / often / given.length);
    }
  }
  return { ours: median(times.ours), prism: median(times.prism), growth: growthOf(ours, given.length) };
}

function growthOf(judgeAll: () => void, count: number): number {
  const heap = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  for (let done = 0; done < 10_000; done += count) judgeAll();
  const before = heap();
  for (let done = 0; done < 90_000; done += count) judgeAll();
  return heap() / before - 1;
}

export function measurePlanning(
  document: object,
  counts: readonly number[],
  rounds: number,
  signal: AbortSignal,
): Planning[] {
  return counts.map((operations) => {
    const many = withOperations(document, operations);
    const times: number[] = [];
    let [cases, witnesses] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      signal.throwIfAborted();
      const description = readDescription(many);
      const start = performance.now();
      cases = planCases(description).cases.length;
      witnesses = planWitnesses(description).witnesses.length;
      times.push(performance.now() - start);
    }
    return { operations, milliseconds: median(times), cases, witnesses };
  });
}
