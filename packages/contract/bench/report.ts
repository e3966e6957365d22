import { markdown } from "@spkey/test-kit/bench";
import type { Judgements, Planning } from "./measure.ts";
import type { Detour, Verification } from "./verify.ts";

export interface Results {
  readonly judgements: Judgements;
  readonly planning: readonly Planning[];
  /** Of few operations, and of a thousand. */
  readonly verification: readonly [few: Verification, many: Verification];
  readonly detour: Detour;
  readonly rounds: number;
  readonly machine: string;
}

/** A ratio or a time that we want to reach. */
interface Goal {
  readonly name: string;
  readonly most: number;
  readonly unit: string;
  measured(results: Results): number;
}

const goals: readonly Goal[] = [
  { name: "a judgement", most: 0.05, unit: " ms", measured: ({ judgements }) => judgements.ours },
  {
    name: "a judgement, against Prism's validator",
    most: 1,
    unit: "x",
    measured: ({ judgements }) => judgements.ours / judgements.prism,
  },
  {
    name: "heap after 100,000 judgements, against 10,000",
    most: 1.05,
    unit: "x",
    measured: ({ judgements }) => 1 + judgements.growth,
  },
  {
    name: "cases and answers of 1,000 operations",
    most: 5,
    unit: " s",
    measured: (results) => of(results, 1_000).milliseconds / 1_000,
  },
  {
    name: "the same for each operation, against 100 operations",
    most: 1.3,
    unit: "x",
    measured: (results) => of(results, 1_000).milliseconds / 1_000 / (of(results, 100).milliseconds / 100),
  },
  {
    name: "a case of 1,000 operations verified, against one of 10",
    most: 1.5,
    unit: "x",
    measured: ({ verification: [few, many] }) => many.milliseconds / few.milliseconds,
  },
  {
    name: "heap at the end of verifying 1,000 operations, against half of them",
    most: 1.15,
    unit: "x",
    measured: ({ verification: [, many] }) => many.end / many.half,
  },
  {
    name: "a request through the proxy, against one without it",
    most: 4,
    unit: "x",
    measured: ({ detour: { direct, proxied } }) => proxied / direct,
  },
];

/** Writes what was measured as Markdown. */
export function report(results: Results): string {
  const { detour, judgements, planning, rounds, machine, verification } = results;
  const goalRow = ({ name, most, unit, measured }: Goal) => {
    const value = measured(results);
    return [name, `${number(value)}${unit}`, `at most ${most}${unit}`, value <= most ? "yes" : "**no**"];
  };
  return `# Benchmark of the contract cases

Written by \`pnpm bench contract\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Medians of ${rounds} rounds.

${markdown(["goal", "measured", "wanted", "met"], goals.map(goalRow))}

## An answer judged

Ours judges the status, the media type, the headers, JSON with its duplicate names, the body and its undocumented fields, from bytes;
Prism's validator the headers and the body, which it gets parsed. Each judges the same examples, by turns.

${markdown(
  ["", "ms"],
  [
    ["ours", number(judgements.ours)],
    ["Prism's validator", number(judgements.prism)],
  ],
)}

## Cases planned

${markdown(
  ["operations", "cases", "answers", "ms", "ms each"],
  planning.map((each) => [
    `${each.operations}`,
    `${each.cases}`,
    `${each.witnesses}`,
    number(each.milliseconds),
    number(each.milliseconds / each.operations),
  ]),
)}

## Servers verified

Each case is sent through the mock's proxy to a mock on the same machine, and judged. Of 1,000 operations a shard is run; what is planned,
compiled and routed is all of them.

${markdown(
  ["operations", "cases", "ms each", "heap at half, MiB", "at the end"],
  verification.map((each) => [
    `${each.operations}`,
    `${each.cases}`,
    number(each.milliseconds),
    number(each.half),
    number(each.end),
  ]),
)}

A request takes ${number(detour.direct)} ms without the proxy, and ${number(detour.proxied)} ms through it.
`;
}

function of({ planning }: Results, operations: number): Planning {
  const found = planning.find((each) => each.operations === operations);
  if (!found) throw new Error(`${operations} operations were not measured.`);
  return found;
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
