import { availableParallelism, cpus } from "node:os";
import { markdown, median } from "@spkey/test-kit/bench";
import type { Growth } from "./bytes.ts";
import type { Checks } from "./checking.ts";
import type { Peer } from "./peers.ts";
import type { Round } from "./speed.ts";

/** What was measured of one peer. */
export interface Result {
  readonly peer: Peer;
  /** Nothing where it comes with the platform. */
  readonly version: string | undefined;
  readonly rounds: readonly Round[];
  /** Of the program with the one call, minified and gzipped. */
  readonly bytes: number;
  /** Packages that are installed for it. */
  readonly installed: number;
}

/** All that is reported. */
export interface Results {
  readonly calls: number;
  /** How many cores other programs kept busy meanwhile. */
  readonly others: number;
  readonly results: readonly Result[];
  /** Peers that can't be measured with this description, and why. */
  readonly failed: ReadonlyMap<Peer, string>;
  /** The versions of the tools that the results depend on. */
  readonly tools: Readonly<Record<string, string>>;
  /** Where it was measured. */
  readonly operations?: { readonly growth: readonly Growth[]; readonly checks: Checks; readonly rounds: number };
}

/** What is promised of one of ours. */
interface Goal {
  readonly name: string;
  readonly limit: number;
  /** Whether the limit itself misses it. */
  readonly below?: boolean;
  readonly show: (value: number) => string;
  readonly measured: (results: Results) => number | undefined;
}

const ours = "ours, operation";

const goals: readonly Goal[] = [
  {
    name: "the one call, min+gzip",
    limit: 5000,
    show: bytes,
    measured: ({ results }) => results.find(({ peer }) => peer.name === ours)?.bytes,
  },
  {
    name: "each further operation that is imported",
    limit: 150,
    show: bytes,
    measured: ({ operations }) => operations?.growth.find(({ name }) => name === ours)?.further,
  },
  {
    name: "each operation that is not imported",
    limit: 0,
    show: bytes,
    measured: ({ operations }) => operations?.growth.find(({ name }) => name === ours)?.unused,
  },
  ...(
    [
      [ours, 1.2],
      ["ours, `client.POST`", 1.2],
      ["ours, by `node:http`", 0.55],
    ] as const
  ).map(([name, limit]) => ({
    name: `time per call, ${name}`,
    limit,
    show: times,
    measured: ({ results }: Results) => {
      const found = results.find(({ peer }) => peer.name === name);
      return found && ratioOf(found.rounds);
    },
  })),
  {
    name: "type check of 500 operations",
    limit: 2,
    below: true,
    show: seconds,
    measured: (results) => checkOf(results, 500)?.time,
  },
  {
    name: "instantiations of 500 operations, beyond the empty project",
    limit: 5000,
    below: true,
    show: whole,
    measured: (results) => checkOf(results, 500)?.instantiations,
  },
];

/** Writes what was measured as Markdown. */
export function report(results: Results): string {
  const { calls, tools, operations } = results;
  const rounds = results.results[0]?.rounds.length ?? 0;
  const versions = Object.entries(tools).map(([name, version]) => `${name} ${version}`);
  return `# Benchmark of the client

Written by \`pnpm bench client\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.versions.node}, ${process.platform} ${process.arch},
${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}); ${versions.join(", ")}.
${disturbance(results)}

![Time per call as a ratio to fetch, and bytes of the one call](results.svg)

## One call

Medians of ${rounds} rounds of ${calls} calls, one after another, on a connection that is kept, to a bare \`node:http\` server on the
same machine. In each round each client has a fresh process, warmed up with as many calls; they take short turns. Each
sends the same request with both credentials, which the server looks at, and its data is compared with the answer. A ratio
is the median of those of the turns. Clients that send with \`node:http\` are not slowed by what fetch does.
Bytes are those of the program with the one call, bundled for browsers by esbuild, minified and gzipped.

${callTable(results)}
${failures(results)}${operations ? `\n${operationTables(operations)}\n` : ""}
## Goals

${goalTable(results)}
`;
}

/** How far the numbers can be trusted. */
function disturbance({ others }: Results): string {
  const text = `Other programs kept ${others.toFixed(2)} cores busy meanwhile`;
  return others > 0.1 ? `**${text}: times mean nothing, and ratios less than they could.**` : `${text}.`;
}

/** The reason is the first line of what the generator said. */
function failures({ failed }: Results): string {
  const lines = [...failed].map(
    ([{ name }, why]) => `\n${name} can't be measured with this description: ${why.split("\n")[0]}\n`,
  );
  return lines.join("");
}

function callTable({ results }: Results): string {
  return markdown(
    [
      "client",
      "version",
      "sends with",
      "time, µs",
      "ratio (least to most)",
      "processor",
      "min+gzip, bytes",
      "packages",
    ],
    results.map(({ peer, version, rounds, bytes: size, installed }) => {
      const ratios = rounds.map(({ ratio }) => ratio.time);
      return [
        peer.name,
        version ?? "",
        peer.transport,
        whole(median(rounds.map(({ time }) => time))),
        `${times(median(ratios))} (${times(Math.min(...ratios))} to ${times(Math.max(...ratios))})`,
        times(median(rounds.map(({ ratio }) => ratio.cpu))),
        whole(size),
        String(installed),
      ];
    }),
  );
}

function operationTables({ growth, checks, rounds }: NonNullable<Results["operations"]>): string {
  const { counts, empty, programs } = checks;
  const rows = [...programs].map(([name, each]) => [
    name,
    ...each.map(({ time }) => seconds(time)),
    ...each.map(({ instantiations }) => whole(instantiations)),
  ]);
  return `## Many operations

Bytes, minified and gzipped, that an operation of a large description adds to a bundle.

${markdown(
  ["client", "with one operation", "each further one", "each that is not imported"],
  growth.map(({ name, one, further, unused }) => [name, whole(one), whole(further), whole(unused)]),
)}

What TypeScript says of a program that calls each of ${counts.join(", ")} operations once and reads its answer
(\`--extendedDiagnostics\`, \`skipLibCheck\`, medians of ${rounds} runs by turns): all of its run, and instantiations of types beyond the empty
project, which takes ${seconds(empty.time)}.

${markdown(
  [
    "client",
    ...counts.map((count) => `${whole(count)}: time`),
    ...counts.map((count) => `${whole(count)}: instantiations`),
  ],
  rows,
)}`;
}

function goalTable(results: Results): string {
  const rows = goals.map((goal) => {
    const value = goal.measured(results);
    const limit = `${goal.below ? "under" : "at most"} ${goal.show(goal.limit)}`;
    if (value === undefined) return [goal.name, limit, "not measured", ""];
    const met = goal.below ? value < goal.limit : value <= goal.limit;
    return [goal.name, limit, goal.show(value), met ? "met" : "missed"];
  });
  return markdown(["goal", "wanted", "measured", ""], rows);
}

/** Time per call, as a ratio to the first peer's. */
export function ratioOf(rounds: readonly Round[]): number {
  return median(rounds.map(({ ratio }) => ratio.time));
}

function checkOf({ operations }: Results, count: number) {
  return operations?.checks.programs.get(ours)?.[operations.checks.counts.indexOf(count)];
}

function times(value: number): string {
  return `${value.toFixed(2)}x`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

function bytes(value: number): string {
  return `${whole(value)} B`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}
