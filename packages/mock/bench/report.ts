import { createRequire } from "node:module";
import { availableParallelism, cpus } from "node:os";
import { markdown } from "@spkey/test-kit/bench";
import { competitors } from "./competitors.ts";
import { connections } from "./load.ts";
import { type Measurement, median, type Round } from "./measure.ts";

/** All that was measured. */
export interface Results {
  readonly rounds: number;
  readonly seconds: number;
  readonly starts: number;
  /** With the description as it is. */
  readonly plain: readonly Measurement[];
  /** With that many operations before its own. */
  readonly crowded: { readonly operations: number; readonly measurements: readonly Measurement[] };
  /** Where the time goes, as Markdown. */
  readonly profile?: string;
}

/** A ratio that we want to reach. */
interface Goal {
  readonly name: string;
  readonly wanted: { readonly least: number } | { readonly most: number };
  measured(results: Results): number | undefined;
}

const { prism, ours, oursTwice } = competitors;

const goals: readonly Goal[] = [
  {
    name: `requests/s: ${ours.name} against ${prism.name}`,
    wanted: { least: 3.5 },
    measured: ({ plain }) => ratio(rate(plain, ours.name), rate(plain, prism.name)),
  },
  {
    name: "the same at the last of 301 operations",
    wanted: { least: 4 },
    measured: ({ crowded: { measurements } }) => ratio(rate(measurements, ours.name), rate(measurements, prism.name)),
  },
  {
    name: `start-up time: ${ours.name} against ${prism.name}`,
    wanted: { most: 0.45 },
    measured: ({ plain }) => ratio(startup(plain, ours.name), startup(plain, prism.name)),
  },
];

/** Writes what was measured as Markdown. */
export function report(results: Results): string {
  const { plain, crowded, rounds, seconds, starts, profile } = results;
  return `# Benchmark of the mock

Written by \`pnpm bench mock\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.versions.node}, ${process.platform} ${process.arch},
${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), Prism CLI ${version("@stoplight/prism-cli")}, autocannon ${version("autocannon")}. Medians of ${rounds} rounds of ${seconds} s by
turns, after a warm-up; ${connections} connections that send a valid request with its credentials, all of it on this machine.
Start-up is the median of ${starts}, from the spawn to the first answer.
${disturbance(results)}

## The description as it is

${table(plain)}

## At the last of ${crowded.operations} operations

${table(crowded.measurements)}

## Goals

${goalTable(results)}
${workersNote(results)}${profile === undefined ? "" : `\n## Where the time goes\n\n${profile}\n`}`;
}

function table(measurements: readonly Measurement[]): string {
  const [first] = measurements;
  const base = first && rate(measurements, first.competitor.name);
  const rows = measurements.map((one) => {
    const { competitor, memory, starts, failure } = one;
    if (failure !== undefined) return [competitor.name, `failed: ${failure}`];
    const rates = one.rounds.map((round) => round.rate);
    return [
      competitor.name,
      `${whole(median(rates))} (${whole(Math.min(...rates))} to ${whole(Math.max(...rates))})`,
      times(ratio(median(rates), base)),
      decimal(of(one, "p50"), 2),
      decimal(of(one, "p99"), 2),
      whole(median(starts)),
      whole(memory === undefined ? undefined : memory / 1024 ** 2),
      decimal(of(one, "serverCpu"), 2),
      decimal(of(one, "cpu"), 2),
    ];
  });
  return markdown(
    [
      "server",
      "requests/s (least to most)",
      "ratio",
      "p50, ms",
      "p99, ms",
      "start-up, ms",
      "memory, MiB",
      "cores",
      "cores of the load",
    ],
    rows,
  );
}

function goalTable(results: Results): string {
  const rows = goals.map(({ name, wanted, measured }) => {
    const value = measured(results);
    const limit = "least" in wanted ? `at least ${times(wanted.least)}` : `at most ${times(wanted.most)}`;
    if (value === undefined) return [name, limit, "not measured", ""];
    const met = "least" in wanted ? value >= wanted.least : value <= wanted.most;
    return [name, limit, times(value), met ? "met" : "missed"];
  });
  return markdown(["goal", "wanted", "measured", ""], rows);
}

/** How far the numbers can be trusted. */
function disturbance({ plain, crowded }: Results): string {
  const other = othersCpu([...plain, ...crowded.measurements]);
  if (other === undefined) return "";
  const text = `Other programs kept ${decimal(other, 2)} cores busy meanwhile`;
  return other > 0.1 ? `**${text}: measure again when they are done.**` : `${text}.`;
}

/** The processor time of all that is not measured, in seconds per second. */
function othersCpu(measurements: readonly Measurement[]): number | undefined {
  const rounds = measurements.flatMap((one) => one.rounds);
  return median(
    rounds.flatMap(({ machineCpu, serverCpu, cpu }) =>
      serverCpu === undefined ? [] : [Math.max(0, machineCpu - serverCpu - cpu)],
    ),
  );
}

/** What a second worker has to live on. */
function workersNote({ plain }: Results): string {
  const one = plain.find(({ competitor }) => competitor === ours);
  const server = one && of(one, "serverCpu");
  const load = one && of(one, "cpu");
  const most = ratio(rate(plain, oursTwice.name), rate(plain, ours.name));
  if (server === undefined || load === undefined || most === undefined) return "";
  return `
One worker is two threads, the HTTP server and Prism: under load they keep ${decimal(server, 2)} of ${availableParallelism()} cores busy, the load generator ${decimal(load, 2)}.
Two whole mocks side by side, which have nothing to share, answer ${times(most)} of what one answers: about the most that a
second worker can bring on this machine, however the work is divided.
`;
}

function rate(measurements: readonly Measurement[], name: string): number | undefined {
  const found = measurements.find(({ competitor }) => competitor.name === name);
  return found && of(found, "rate");
}

function startup(measurements: readonly Measurement[], name: string): number | undefined {
  return median(measurements.find(({ competitor }) => competitor.name === name)?.starts ?? []);
}

function of({ rounds }: Measurement, what: keyof Round): number | undefined {
  const numbers = rounds.map((round) => round[what]).filter((number) => number !== undefined);
  return median(numbers);
}

function ratio(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

function times(value: number | undefined): string {
  return value === undefined ? "" : `${value.toFixed(2)}x`;
}

function whole(value: number | undefined): string {
  return value === undefined ? "" : Math.round(value).toLocaleString("en");
}

function decimal(value: number | undefined, digits: number): string {
  return value === undefined ? "" : value.toFixed(digits);
}

function version(name: string): string {
  const manifest: { version: string } = createRequire(import.meta.url)(`${name}/package.json`);
  return manifest.version;
}
