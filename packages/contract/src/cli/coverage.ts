import { planCases } from "../cases/plan.ts";
import { coverageOf } from "../coverage.ts";
import type { OpenedDescription } from "../verify/open-description.ts";
import { planWitnesses } from "../witnesses/plan.ts";
import type { CliOptions } from "./options.ts";
import { writeWhole } from "./write-reports.ts";

/**
 * Prints what the description says, and what of it is tried by cases and by answers at the edge of its rules.
 *
 * @returns 0 where all is tried, else 1
 */
export async function coverage(
  { operations, seed, report }: CliOptions,
  { description, source }: OpenedDescription,
): Promise<number> {
  const { cases, leftOut, untried } = planCases(description, { seed });
  const witnesses = planWitnesses(description);
  const all = coverageOf(description, {
    tries: [...cases, ...witnesses.witnesses],
    untried: [...untried, ...witnesses.untried],
  });
  const isChosen = ({ operation }: { operation: string }) => operations.length === 0 || operations.includes(operation);
  const rules = all.rules.filter(isChosen);
  const missing = rules.filter(({ tried }) => !tried);
  const placeOf = (pointer: string) => {
    const place = source.placeOf(pointer);
    return place ? `${place.file}:${place.line}:${place.column}` : pointer;
  };
  const lines = missing.map(
    ({ operation, part, keyword, as, pointer, reason }) =>
      `${operation}: ${part}, \`${keyword}\` ${as === "valid" ? "kept" : "broken"}, is not tried${reason === undefined ? "" : `: ${reason}`} (${placeOf(pointer)})`,
  );
  const left = leftOut.map(({ message, pointer }) => `left out: ${message} (${placeOf(pointer)})`);
  process.stdout.write(
    [...lines, ...left, summary(rules.length, missing.length, cases.length)].map((line) => `${line}\n`).join(""),
  );
  if (report.json !== undefined) {
    await writeWhole(report.json, `${JSON.stringify({ version: 1, rules, leftOut }, null, 2)}\n`);
  }
  return missing.length === 0 ? 0 : 1;
}

function summary(all: number, missing: number, cases: number): string {
  return `${all - missing} of ${all} rules are tried, by ${cases} cases and by answers at the edge of each rule.`;
}
