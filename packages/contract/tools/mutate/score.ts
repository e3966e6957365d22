import { startMock } from "@spkey/mock";
import { readDescription } from "@spkey/model";
import { createJudge, planCases, type Result, runCases, verdictOf } from "../../src/index.ts";
import { serverMutantsOf } from "./faults.ts";
import { startFaultyServer } from "./faulty-server.ts";
import { openRange } from "./kill.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";

/** How many mutants of one kind were found. */
export interface Score {
  readonly mutants: number;
  readonly killed: number;
  /** Left out, since nobody could find them; with their reasons. */
  readonly equivalent: readonly { readonly mutant: string; readonly reason: string }[];
  readonly survivors: readonly Survivor[];
  readonly seconds: number;
}

export interface Survivor {
  readonly operator: string;
  readonly what: string;
  /** Where it stands in the description; of a server, its operation. */
  readonly place: string;
  /** Line by line; empty of a server. */
  readonly diff: readonly string[];
}

export interface ScoreOptions {
  /** At most so many mutants, spread evenly over all. Default: all. */
  readonly sample?: number;
  /** Is told how far it is, after each mutant. */
  readonly progress?: (done: number, all: number) => void;
  /** Ends it, and what it has started; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Holds the mutants of a description against its contract. */
export async function scoreDescription(document: object, options: ScoreOptions = {}): Promise<Score> {
  const { sample, progress, signal } = options;
  const mutants = spread(mutantsOf(document), sample);
  const start = performance.now();
  const range = await openRange(document);
  const equivalent: { mutant: string; reason: string }[] = [];
  const survivors: Survivor[] = [];
  let killed = 0;
  try {
    for (const [index, mutant] of mutants.entries()) {
      signal?.throwIfAborted();
      const fate = await range.kill(mutant);
      if (fate.fate === "killed") killed++;
      else if (fate.fate === "equivalent")
        equivalent.push({ mutant: `${mutant.operator}: ${mutant.what} (${mutant.pointer})`, reason: fate.reason });
      else if (fate.fate === "survived")
        survivors.push({ operator: mutant.operator, what: mutant.what, place: mutant.pointer, diff: diffOf(mutant) });
      progress?.(index + 1, mutants.length);
    }
  } finally {
    await range.stop();
  }
  return {
    mutants: killed + survivors.length,
    killed,
    equivalent,
    survivors,
    seconds: (performance.now() - start) / 1000,
  };
}

/** Holds servers that keep the description but for one thing against its contract. */
export async function scoreServers(document: object, options: ScoreOptions = {}): Promise<Score> {
  const { sample, progress, signal } = options;
  const description = readDescription(document);
  const { cases } = planCases(description);
  const judging = { description, judge: createJudge(description) };
  const isBroken = ({ judgement }: Result) => verdictOf(judgement) === "broken";
  const start = performance.now();
  const mock = await startMock({ description: document });
  const server = await startFaultyServer(mock.url);
  try {
    // What the mock itself can't do is no sign of a fault.
    const unsound = new Set((await runCases(server.url, cases, judging)).filter(isBroken).map(({ given }) => given.id));
    const sound = cases.filter(({ id }) => !unsound.has(id));
    const mutants = spread(serverMutantsOf(description, sound), sample);
    const survivors: Survivor[] = [];
    for (const [index, { operator, what, operation, fault }] of mutants.entries()) {
      signal?.throwIfAborted();
      server.setFault(fault);
      const own = sound.filter((given) => given.operation.id === operation);
      const results = await runCases(server.url, own, { ...judging, until: isBroken });
      if (!results.some(isBroken)) survivors.push({ operator, what, place: operation, diff: [] });
      progress?.(index + 1, mutants.length);
    }
    const seconds = (performance.now() - start) / 1000;
    return { mutants: mutants.length, killed: mutants.length - survivors.length, equivalent: [], survivors, seconds };
  } finally {
    await server.stop();
    await mock.stop();
  }
}

/** At most so many, evenly over all. */
function spread<Item>(items: readonly Item[], count = Number.POSITIVE_INFINITY): readonly Item[] {
  if (items.length <= count) return items;
  return items.filter(
    (_, index) => Math.floor((index * count) / items.length) !== Math.floor(((index - 1) * count) / items.length),
  );
}

function diffOf({ before, after }: Mutant): string[] {
  const [old, changed] = [before, after].map((node) => JSON.stringify(node, null, 2).split("\n"));
  const lines = (all: readonly string[] = [], others: readonly string[] = [], sign: string) =>
    all.filter((line) => !others.includes(line)).map((line) => `${sign} ${line.trim()}`);
  return [...lines(old, changed, "-"), ...lines(changed, old, "+")].slice(0, 12);
}
