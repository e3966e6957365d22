import { chart, markdown } from "@spkey/test-kit/bench";
import type { SizeResult, Step } from "./measure.ts";

/** All that was measured in one run. */
export interface Results {
  readonly sizes: readonly SizeResult[];
  readonly machine: string;
}

/** A ratio that we want to reach. */
interface Goal {
  readonly name: string;
  readonly most: number;
  /** Nothing where it was not measured. */
  measured(results: Results): number | undefined;
}

const goals: readonly Goal[] = [
  { name: "1 operation, all built anew, against the four tools", most: 1, measured: ratio(1, "cold", "byHand") },
  {
    name: "1,000 operations, all built anew, against the four tools",
    most: 0.8,
    measured: ratio(1_000, "cold", "byHand"),
  },
  { name: "nothing changed, against `node -e 0`", most: 3, measured: ratio(1, "unchanged", "node") },
  { name: "a comment edited, against lint and bundle", most: 1.3, measured: ratio(1, "comment", "lintAndBundle") },
  {
    name: "`pnpm dev`, 1 operation: in docs and mock, against the four tools",
    most: 0.5,
    measured: devRatio(1, "shown"),
  },
  { name: "`pnpm dev`, 1 operation: in all products, against the four tools", most: 1, measured: devRatio(1, "all") },
  {
    name: "`pnpm dev`, one of 1,000 operations: in docs and mock, against the four tools",
    most: 0.5,
    measured: devRatio(1_000, "shown"),
  },
  {
    name: "the slowest to grow of our steps, 1,000 operations against 100",
    most: 12,
    measured: ({ sizes }) => {
      const [small, large] = [100, 1_000].map((size) => sizes.find(({ operations }) => operations === size));
      if (!small || !large) return undefined;
      return Math.max(
        ...large.steps.map(({ milliseconds }, index) => milliseconds / (small.steps[index]?.milliseconds ?? 0)),
      );
    },
  },
];

function ratio(size: number, what: "cold" | "unchanged" | "comment", against: "byHand" | "node" | "lintAndBundle") {
  return ({ sizes }: Results): number | undefined => {
    const found = sizes.find(({ operations }) => operations === size);
    return found && found[what] / found[against];
  };
}

function devRatio(size: number, what: "shown" | "all") {
  return ({ sizes }: Results): number | undefined => {
    const found = sizes.find(({ operations }) => operations === size);
    return found?.dev && found.dev[what] / found.byHand;
  };
}

/** Writes what was measured as Markdown. */
export function report(results: Results): string {
  const { sizes, machine } = results;
  const goalRows = goals.flatMap(({ name, most, measured }) => {
    const value = measured(results);
    return value === undefined
      ? []
      : [[name, `${number(value)}x`, `at most ${most}x`, value <= most ? "yes" : "**no**"]];
  });
  return `# Benchmark of the pipeline

Written by \`pnpm bench pipeline\` on ${new Date().toISOString().slice(0, 10)}: ${machine}.

What somebody does by hand who has the four tools and nothing else (\`redocly lint\`, \`redocly bundle\`, \`openapi-typescript\`,
\`redocly build-docs\`, one after the other), against \`pnpm build\`, which does the same and makes the client, the samples, the pages and
the mock besides. The description is ours, with each operation repeated with components of its own. By turns; medians.

![How long a build takes, by the number of operations](results.svg)

${markdown(["goal", "measured", "wanted", "met"], goalRows)}

## Whole

In seconds. "Anew" is \`pnpm build\` without anything that an earlier one has left.

${markdown(
  [
    "operations",
    "YAML",
    "by hand",
    "anew",
    "",
    "nothing changed",
    "a comment",
    "an operation",
    "dev: docs and mock",
    "dev: all",
  ],
  sizes.map((size) => [
    size.operations.toLocaleString("en"),
    bytes(size.bytes),
    seconds(size.byHand),
    seconds(size.cold),
    `${number(size.cold / size.byHand)}x`,
    seconds(size.unchanged),
    seconds(size.comment),
    seconds(size.edit),
    size.dev ? seconds(size.dev.shown) : "",
    size.dev ? seconds(size.dev.all) : "",
  ]),
)}

## Each step by itself

Seconds, and the most memory that one of its processes had.

${stepTable(sizes, ({ tools }) => tools)}

${stepTable(sizes, ({ steps }) => steps)}
`;
}

function stepTable(sizes: readonly SizeResult[], of: (size: SizeResult) => readonly Step[]): string {
  const names = sizes.slice(0, 1).flatMap((size) => of(size).map(({ name }) => name));
  return markdown(
    ["", ...sizes.map(({ operations }) => operations.toLocaleString("en"))],
    names.map((name, index) => [
      name,
      ...sizes.map((size) => {
        const step = of(size)[index];
        return step ? `${seconds(step.milliseconds)}${Number.isNaN(step.peak) ? "" : `, ${bytes(step.peak)}`}` : "";
      }),
    ]),
  );
}

/** Draws the whole builds against the tools by hand, size by size. */
export function draw({ sizes }: Results): string {
  return chart(
    "How long a build takes, by the number of operations",
    sizes.map(({ operations, byHand, cold, edit, dev }) => ({
      title: `${operations.toLocaleString("en")} operation${operations === 1 ? "" : "s"}, in seconds`,
      show: seconds,
      mark: { value: byHand, label: "the four tools by hand" },
      bars: [
        { name: "by hand", value: byHand, own: false },
        { name: "pnpm build, anew", value: cold, own: true },
        { name: "one operation edited", value: edit, own: true },
        ...(dev ? [{ name: "pnpm dev, docs and mock", value: dev.shown, own: true }] : []),
      ],
    })),
  );
}

function seconds(milliseconds: number): string {
  return number(milliseconds / 1000);
}

function bytes(count: number): string {
  return count >= 1e6 ? `${(count / 1e6).toFixed(0)} MB` : `${(count / 1e3).toFixed(0)} KB`;
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
