import { markdown } from "@spkey/test-kit/bench";
import { explain } from "./explain.ts";
import type { Score } from "./score.ts";

export interface Row {
  readonly description: string;
  readonly kind: "description" | "server";
  readonly score: Score;
}

function percent({ killed, mutants }: Score): string {
  return mutants === 0 ? "-" : `${((100 * killed) / mutants).toFixed(1)}%`;
}

/** What a person reads at once: a line, and each survivor as a diff. */
export function rowText({ description, kind, score }: Row): string {
  const { killed, mutants, equivalent, survivors, seconds } = score;
  const head = `${kind === "server" ? "servers of " : ""}${description}: ${killed} of ${mutants} found (${percent(score)}), ${equivalent.length} left out, ${seconds.toFixed(1)} s`;
  return [
    head,
    ...survivors.flatMap((each) => [
      `  survived: ${each.operator}: ${each.what}`,
      `    ${each.place}`,
      `    ${explain(each, kind)}`,
      ...each.diff.map((line) => `    ${line}`),
    ]),
  ].join("\n");
}

export function markdownOf(rows: readonly Row[]): string {
  const scores = rows.map(({ description, kind, score }) => {
    const { killed, mutants, equivalent } = score;
    return [description, kind, `${killed}`, `${mutants}`, percent(score), `${equivalent.length}`];
  });
  const survivors = rows.flatMap(({ description, kind, score }) =>
    score.survivors.map((each) => [
      description,
      kind,
      each.operator,
      cell(each.what),
      `\`${cell(each.place)}\``,
      cell(explain(each, kind)),
    ]),
  );
  const list = markdown(["description", "mutant of the", "operator", "change", "place", "why"], survivors);
  return `# How good the contract cases are

A mutant is the description, or a server that keeps it, with one thing changed. Written by \`pnpm contract:mutate\`.

${markdown(["description", "mutants of the", "found", "of", "score", "left out"], scores)}

Left out is what no request and no answer can show.
${survivors.length === 0 ? "" : `\n## Survivors\n\n${list}\n`}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
