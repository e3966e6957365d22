import { markdown } from "@spkey/test-kit/bench";
import type { Shown } from "./gallery.ts";
import { type Fault, type StepName, type StepResult, steps, type Whose } from "./outcome.ts";

/** How many faults of a class are kept as examples: all of them are counted. */
const examples = 3;

/** Faults of one class. */
export interface FaultClass {
  readonly whose: Whose;
  readonly kind: string;
  readonly count: number;
  readonly examples: readonly Fault[];
}

/** What is kept of a gallery, as JSON. */
export interface Results {
  /** When it was made, as in `2026-11-30`. */
  readonly date: string;
  readonly node: string;
  readonly descriptions: readonly {
    readonly name: string;
    readonly from: string;
    readonly license: string;
    readonly steps: readonly (Omit<StepResult, "faults"> & { readonly faults: readonly FaultClass[] })[];
  }[];
}

export function resultsOf(all: readonly Shown[], date: Date): Results {
  return {
    date: date.toISOString().slice(0, 10),
    node: process.version,
    descriptions: all.map(({ entry: { name, from, license }, results }) => ({
      name,
      from,
      license,
      steps: results.map(({ faults, ...result }) => ({
        ...result,
        milliseconds: Math.round(result.milliseconds),
        faults: classesOf(faults),
      })),
    })),
  };
}

/** Results in which those of the second run are in place of those of the first: of each description, the steps that it has. */
export function merged(first: Results, second: Results, order: readonly string[]): Results {
  const all = new Map(first.descriptions.map((row) => [row.name, row]));
  for (const row of second.descriptions) {
    const before = all.get(row.name)?.steps ?? [];
    const own = steps.flatMap(
      (step) => [row.steps, before].map((list) => list.find((each) => each.step === step)).find(Boolean) ?? [],
    );
    all.set(row.name, { ...row, steps: own });
  }
  const rank = ({ name }: Row) => order.indexOf(name);
  return { ...second, descriptions: [...all.values()].toSorted((a, b) => rank(a) - rank(b)) };
}

export function classesOf(faults: readonly Fault[]): FaultClass[] {
  return [...Map.groupBy(faults, ({ whose, kind }) => JSON.stringify([whose, kind])).values()].flatMap((all) => {
    const [first] = all;
    return first ? [{ whose: first.whose, kind: first.kind, count: all.length, examples: all.slice(0, examples) }] : [];
  });
}

/** Whether there is a crash, or a fault of ours. */
export function isClean({ descriptions }: Results): boolean {
  return descriptions.every((each) =>
    each.steps.every(
      ({ ended, faults }) => !/^(crashed|timed-out)$/.test(ended) && faults.every(({ whose }) => whose !== "ours"),
    ),
  );
}

/** The tables, and what was found. */
export function report(results: Results): string {
  const parts = [
    "# The gallery",
    `Made by \`pnpm gallery\` on ${results.date}, Node.js ${results.node}. ${results.descriptions.length} descriptions, ${total(results)} operations.`,
    "Of the mock: so many operations answered as they are documented; what is added answered with an example that is written in the description, and breaks its own schema there. Every other one is explained below.",
    table(results),
    "## Time and memory",
    "Seconds and megabytes: the peak of a step's largest process.",
    measurements(results),
    "## What was found",
    "**ours** is what we do wrong; **unsupported**, what we can't do, and say at its place; **description**, what the description itself has wrong, by the word of a validator that is not ours.",
    findings(results),
  ];
  return `${parts.join("\n\n").trimEnd()}\n`;
}

type Row = Results["descriptions"][number];

function total({ descriptions }: Results): number {
  return descriptions.reduce((sum, row) => sum + (countOf(row, "bundle", "operations") ?? 0), 0);
}

function countOf(row: Row, step: StepName, name: string): number | undefined {
  return row.steps.find((each) => each.step === step)?.counts[name];
}

function table({ descriptions }: Results): string {
  const head = ["description", "from", "licence", "operations", ...steps];
  return markdown(
    head,
    descriptions.map((row) => [
      row.name,
      row.from,
      row.license,
      String(countOf(row, "bundle", "operations") ?? ""),
      ...steps.map((step) => cellOf(row, step)),
    ]),
  );
}

function cellOf(row: Row, step: StepName): string {
  const result = row.steps.find((each) => each.step === step);
  if (!result) return "";
  if (result.ended !== "done") return `**${result.ended}**`;
  const { counts, faults } = result;
  const of = (whose: Whose) => faults.filter((each) => each.whose === whose).reduce((sum, { count }) => sum + count, 0);
  const ours = of("ours");
  const texts: Readonly<Record<StepName, string>> = {
    lint: `${counts["errors"]} errors`,
    bundle: "ok",
    generate: "ok",
    compile: `${counts["called"]} calls`,
    samples: `${counts["samples"]}`,
    docs: `${counts["pages"]} pages, ${megabytes(counts["bytes"] ?? 0)} MB`,
    mock: `${counts["answered"]}${counts["ownExample"] ? ` + ${counts["ownExample"]}` : ""} of ${counts["operations"]}`,
    contract: `${counts["kept"]} of ${counts["sent"]}${counts["sent"] === counts["cases"] ? "" : `, of ${counts["cases"]} planned`}`,
  };
  return ours === 0 ? texts[step] : `${texts[step]}, **${ours} faults**`;
}

function measurements({ descriptions }: Results): string {
  return markdown(
    ["description", ...steps],
    descriptions.map((row) => [
      row.name,
      ...steps.map((step) => {
        const result = row.steps.find((each) => each.step === step);
        return result ? `${(result.milliseconds / 1000).toFixed(1)} s, ${megabytes(result.memory)}` : "";
      }),
    ]),
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}

function findings({ descriptions }: Results): string {
  const lines = descriptions.flatMap((row) => {
    const own = row.steps.flatMap(({ step, ended, reason, faults }) => [
      ...(ended === "done" ? [] : [`- ${step} **${ended}**: ${oneLine(reason ?? "")}`]),
      ...faults.map(({ whose, kind, count, examples: [first] }) => {
        const place = first?.place ?? first?.pointer;
        const evidence = first?.evidence === undefined ? "" : ` (${oneLine(first.evidence)})`;
        return `- ${step}, ${whose}, ${count} times ${kind}: ${place ? `\`${place}\`, ` : ""}${oneLine(first?.message ?? "")}${evidence}`;
      }),
    ]);
    return own.length > 0 ? [`### ${row.name}`, own.join("\n")] : [];
  });
  return lines.join("\n\n");
}

/** What others have written must not become markup of ours. */
function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return (line.length > 300 ? `${line.slice(0, 300)}…` : line).replaceAll(/[<>|*_[\]`]/g, (sign) => `\\${sign}`);
}
