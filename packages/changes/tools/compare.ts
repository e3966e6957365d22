import { styleText } from "node:util";
import { exitCodeOf, formatGithub, formatJson, formatText, type Report, rules } from "../src/index.ts";
import { type Base, findBase } from "./base.ts";
import { changesetFolderOf, changesetsIn, reportOf, shown } from "./report.ts";

const formats = {
  text: (report: Report) => formatText(report, (style, text) => styleText(style, text, { stream: process.stdout })),
  json: formatJson,
  github: formatGithub,
} as const;

export type Format = keyof typeof formats;

/** What is compared, with what, and how it is told. */
export interface Comparing {
  readonly description: string;
  /** A git revision, a version that was released, or a file; by default the newest release. */
  readonly base?: string | undefined;
  /** The folder of changesets; by default the nearest one above the description. */
  readonly changesets?: string | undefined;
  readonly format: Format;
}

/** Compares, and prints the report. @returns the exit code that it calls for */
export async function compare(comparing: Comparing): Promise<number> {
  const base = await findBase(comparing.base, comparing.description);
  const report = await reportOf(comparing.description, base, await declaring(comparing, base));
  console.log(formats[comparing.format](report));
  return exitCodeOf(report);
}

/** The changesets that declare breaks; none where there is no folder of them, unless it was asked for. */
async function declaring({ changesets, description }: Comparing, base: Base) {
  const folder = changesets ?? (await changesetFolderOf(description));
  if (folder === undefined) return [];
  return changesetsIn(folder, base.revision).catch((error: Error) => {
    throw new Error(`${shown(folder)} can't be read: ${error.message}`);
  });
}

/** All rules, with their verdicts and reasons. */
export function ruleLines(): string {
  return rules
    .map(
      ({ id, class: verdict, reason, instead }) =>
        `${id}: ${verdict}\n  ${reason}${instead && `\n  Instead: ${instead}`}`,
    )
    .join("\n");
}
