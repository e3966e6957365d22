import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Mock, startMock } from "@spkey/mock";
import { type Description, type Operation, readDescription } from "@spkey/model";
import {
  answerOf,
  type Case,
  checkWitness,
  createJudge,
  type Judge,
  planCases,
  planWitnesses,
  runCases,
  type Tried,
  type Witness,
} from "../../src/index.ts";
import type { Mutant } from "./mutants.ts";
import { type View, viewOf } from "./view.ts";

/** Why a mutant is no other contract: it is left out by this rule, and never by its name. */
const sameView =
  "Every operation looks as it did from outside: nothing leads to what was changed, something else says the same, or no request and no answer can show it.";

/** What became of a mutant. */
export type Fate =
  | { readonly fate: "killed"; readonly by: string }
  | { readonly fate: "survived" }
  /** No case can tell it from the original, and why. */
  | { readonly fate: "equivalent"; readonly reason: string }
  /** Nothing can be made of it: it is no description any more. */
  | { readonly fate: "invalid"; readonly reason: string };

/** The contract that mutants are held against, and what serves them. */
export interface Range {
  readonly cases: number;
  readonly witnesses: number;
  kill(mutant: Mutant): Promise<Fate>;
  stop(): Promise<void>;
}

/** Plans the cases of a description, and starts the one mock that serves its mutants, one after the other. */
export async function openRange(document: object): Promise<Range> {
  const description = readDescription(document);
  const { cases } = planCases(description);
  const { witnesses } = planWitnesses(description);
  const judge = createJudge(description);
  const views = new Map(description.operations.map((operation) => [keyOf(operation), viewOf(operation)]));
  const file = join(tmpdir(), `spkey-mutant-${process.pid}-${Math.random().toString(36).slice(2)}.json`);
  await writeFile(file, JSON.stringify(document));
  const mock = await startMock({ description: file });
  const baseline = new Set(await failing(mock, description, judge, cases));
  const sound = cases.filter(({ id }) => !baseline.has(id));

  const kill = async (mutant: Mutant): Promise<Fate> => {
    const changed = mutant.document();
    let mutated: Description;
    try {
      mutated = readDescription(changed);
    } catch (error) {
      return { fate: "invalid", reason: String(error) };
    }
    const operations = new Map(mutated.operations.map((operation) => [keyOf(operation), operation]));
    const added = [...operations.keys()].some((key) => !views.has(key));
    const differing = (part: keyof View) => {
      const keys = [...views].filter(([key, view]) => {
        const operation = operations.get(key);
        return !operation || viewOf(operation)[part] !== view[part];
      });
      return new Set(keys.map(([key]) => key));
    };
    const [requests, answers] = [differing("request"), differing("answers")];
    if (requests.size === 0 && answers.size === 0 && !added) return { fate: "equivalent", reason: sameView };

    const told = witnesses.filter(({ operation }) => answers.has(keyOf(operation)));
    const lying = deceived(createJudge(mutated), operations, nearest(mutant, told));
    if (lying !== undefined) return { fate: "killed", by: lying };
    await writeFile(file, JSON.stringify(changed));
    try {
      await mock.reload();
    } catch (error) {
      return { fate: "invalid", reason: String(error) };
    }
    const [broken] = await failing(
      mock,
      description,
      judge,
      nearest(
        mutant,
        sound.filter(({ operation }) => added || requests.has(keyOf(operation)) || answers.has(keyOf(operation))),
      ),
      true,
    );
    return broken === undefined ? { fate: "survived" } : { fate: "killed", by: broken };
  };

  return {
    cases: cases.length,
    witnesses: witnesses.length,
    kill,
    stop: async () => {
      await mock.stop();
      await rm(file, { force: true });
    },
  };
}

/** The first witness that the judge of the mutant takes for what it is not. */
function deceived(
  judge: Judge,
  operations: ReadonlyMap<string, Operation>,
  witnesses: readonly Witness[],
): string | undefined {
  for (const witness of witnesses) {
    const operation = operations.get(keyOf(witness.operation));
    if (!operation) return `${witness.operation.id} is gone`;
    if (checkWitness(judge, { ...witness, operation }, answerOf(witness)) !== undefined) return witness.id;
  }
  return undefined;
}

/** The cases whose answers break the contract, all of them or the first one. */
async function failing(
  mock: Mock,
  description: Description,
  judge: Judge,
  cases: readonly Case[],
  first = false,
): Promise<string[]> {
  const isBroken = ({ judgement }: { judgement: ReturnType<Judge> }) =>
    judgement.findings.some(({ severity }) => severity === "error");
  const results = await runCases(mock.url, cases, {
    description,
    judge,
    isMock: true,
    ...(first && { until: isBroken }),
  });
  return results.filter(isBroken).map(({ given }) => given.id);
}

/** Those first that try what was changed: most mutants end at one of the first. */
function nearest<Trial extends { readonly tries: readonly Tried[] }>(
  { pointer }: Mutant,
  trials: readonly Trial[],
): Trial[] {
  const isNear = ({ tries }: Trial) =>
    tries.some((each) => each.pointer.startsWith(pointer) || pointer.startsWith(each.pointer));
  return [...trials.filter(isNear), ...trials.filter((trial) => !isNear(trial))];
}

function keyOf({ method, path }: Operation): string {
  return `${method} ${path.replaceAll(/\{[^}]*\}/g, "{}")}`;
}
