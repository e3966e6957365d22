import type { styleText } from "node:util";
import { blockStart, type Intended } from "../intended.ts";
import { type Place, partyOf, type Report, type ReportedChange, sentenceOf, summaryOf } from "./report.ts";

/** Colours a text, or doesn't. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

const order = ["breaking", "unspecified", "compatible"] as const;
const styles = { breaking: "red", unspecified: "yellow", compatible: "green" } as const;

/** A report for people: what breaks first, and the numbers last. */
export function formatText(report: Report, paint: Paint): string {
  const blocks = order.flatMap((name) =>
    report.changes
      .filter(({ change }) => change.rule.class === name)
      .map((change) => block(change, report.base, paint)),
  );
  const notes = report.notCompared.map(
    ({ pointer, message }) => `${paint("dim", "not compared")}  ${pointer}: ${message}`,
  );
  return [
    ...join(blocks),
    ...notes,
    ...report.unmatched.map((entry) => unmatched(entry, report.base, paint)),
    summaryOf(report),
  ].join("\n");
}

/** Long blocks have an empty line after them. */
function join(blocks: readonly string[]): string[] {
  return blocks.map((text) => (text.includes("\n") ? `${text}\n` : text));
}

function block(reported: ReportedChange, base: string, paint: Paint): string {
  const { rule } = reported.change;
  const name = paint(styles[rule.class], rule.class);
  const where = placeText(reported.place) + (reported.isInBase && reported.place.file !== base ? ` in ${base}` : "");
  if (rule.class === "compatible") return `${name}  ${where}  ${sentenceOf(reported)} (${rule.id})`;
  const head = [
    `${name}  ${where}  ${paint("bold", rule.id)}, ${partyOf(reported)}`,
    `  ${sentenceOf(reported)}`,
    `  Why: ${rule.reason}`,
  ];
  if (reported.intended !== undefined) return [...head, `  Declared: ${reported.intended}`].join("\n");
  const lines = [...head, `  Instead: ${rule.instead}`];
  if (rule.class === "breaking") lines.push(...declaration(reported));
  return lines.join("\n");
}

function declaration({ change, pointer }: ReportedChange): string[] {
  return [
    "  If it is meant, declare it in a changeset, which `pnpm change` writes:",
    `    ${blockStart}`,
    `    - rule: ${change.rule.id}`,
    `      at: ${JSON.stringify(pointer)}`,
    "      reason: …",
    "    ```",
  ];
}

function unmatched({ place, rule, at }: Intended, base: string, paint: Paint): string {
  return `${paint("red", "not so")}  ${place}  \`${rule}\` does not break anything at ${at}, compared with ${base}. Take this entry out, or correct it.\n`;
}

export function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
