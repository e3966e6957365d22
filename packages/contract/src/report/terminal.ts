import { styleText } from "node:util";
import type { Cause, OpenQuestion, Place, Report } from "./report.ts";

type Style = Parameters<typeof styleText>[0];

/** How many of what is not judged and not tried is listed. */
const mostQuestions = 12;
const mostSuggestions = 3;

/**
 * A report as a person reads it.
 *
 * @param colors whether it is colored
 */
export function terminalReport(report: Report, colors: boolean): string {
  const style = (format: Style, text: string) => (colors ? styleText(format, text, { validateStream: false }) : text);
  const lines: string[] = [];
  if (report.command === "case") lines.push(...caseLines(report, style));
  for (const cause of report.findings) lines.push(...causeLines(cause, style), "");
  lines.push(...questionLines("Not judged", report.notJudged, style));
  lines.push(...questionLines("Not tried", report.notTried, style));
  if (report.suggestions.length > 0) {
    lines.push(style("bold", "What the server has and the description lacks"));
    lines.push("  If the server is right, put this into the description:", "");
    for (const { places, reason, yaml } of report.suggestions.slice(0, mostSuggestions)) {
      const where = places.slice(0, 2).map(placeText).join(", ");
      lines.push(`  ${style("dim", `# ${reason}; ${where}`)}`);
      lines.push(
        ...yaml
          .trimEnd()
          .split("\n")
          .map((line) => `  ${line}`),
        "",
      );
    }
    const more = report.suggestions.length - mostSuggestions;
    if (more > 0) lines.push(`  and ${more} more: see --report html=FILE`, "");
  }
  lines.push(...summaryLines(report, style));
  return `${lines.join("\n")}\n`;
}

export function placeText({ file, line, column, pointer }: Place): string {
  return file === undefined ? pointer : `${file}:${line}:${column}`;
}

/** A place, where it is another one than has been told already. */
export function otherPlace(place: Place, told: Place): string | undefined {
  return place.pointer === told.pointer ? undefined : placeText(place);
}

function causeLines(cause: Cause, style: (format: Style, text: string) => string): string[] {
  const { severity, accepted, kind, title, operations, promised, at, came, also, hurts, count, cases, prism, again } =
    cause;
  const mark = accepted
    ? style("dim", "accepted")
    : severity === "error"
      ? style(["red", "bold"], "error")
      : style(["yellow", "bold"], "warning");
  const row = (name: string, text: string) => `  ${style("dim", name.padEnd(9))} ${text}`;
  const more = operations.length > 3 ? ` and ${operations.length - 3} more` : "";
  return [
    `${mark} ${style("bold", kind)}: ${title}`,
    row("operation", operations.slice(0, 3).join(", ") + more),
    row("promised", placeText(promised)),
    row("came", `${at}: ${came}`),
    ...also.slice(0, 10).map((each) => {
      const place = otherPlace(each.promised, promised);
      return row("", place === undefined ? each.came : `${each.came} (${place})`);
    }),
    ...(also.length > 10 ? [row("", `and ${also.length - 10} more`)] : []),
    row("hurts", hurts),
    row("seen", `${count} ${count === 1 ? "time" : "times"}, such as ${cases[0] ?? ""}`),
    ...(prism === "not-asked" ? [] : [row("Prism", prism === "agrees" ? "finds it as well" : "does not find it")]),
    ...(again ? [row("again", again.command), ...again.curl.split("\n").map((line) => row("", line))] : []),
  ];
}

/** What a case that was run by itself has sent, and what came. */
function caseLines({ operations }: Report, style: (format: Style, text: string) => string): string[] {
  return operations
    .flatMap(({ cases }) => cases)
    .flatMap(({ name, verdict, status, curl = "" }) => [
      style("bold", name),
      ...curl.split("\n").map((line) => `  ${line}`),
      `  ${status === undefined ? "no answer came" : `answered with ${status}`}: ${verdict.replace("-", " ")}`,
      "",
    ]);
}

function questionLines(
  title: string,
  questions: readonly OpenQuestion[],
  style: (format: Style, text: string) => string,
): string[] {
  if (questions.length === 0) return [];
  const lines = questions.slice(0, mostQuestions).map(({ reason, operations, count, place }) => {
    const which = operations.length > 2 ? `${operations.length} operations` : operations.join(", ");
    const where = place ? style("dim", ` (${placeText(place)})`) : "";
    return `  ${count} of ${which}: ${reason}${where}`;
  });
  const more = questions.length > mostQuestions ? [`  and ${questions.length - mostQuestions} more reasons`] : [];
  return [style("bold", title), ...lines, ...more, ""];
}

function summaryLines(report: Report, style: (format: Style, text: string) => string): string[] {
  const { verdict, reason, counts, coverage, findings, description, target } = report;
  const errors = findings.filter(({ severity, accepted }) => severity === "error" && !accepted).length;
  const warnings = findings.filter(({ severity, accepted }) => severity === "warning" && !accepted).length;
  const found = `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  const said = {
    kept: style(["green", "bold"], "kept"),
    broken: style(["red", "bold"], "broken"),
    "could-not-run": style(["yellow", "bold"], "could not run"),
  }[verdict];
  const { sent, kept, broken, notJudged, notTried } = counts;
  return [
    `${said}  ${description.title} ${description.version} at ${target}: ${found}`,
    `  ${counted(sent, "case")} sent: ${kept} kept, ${broken} broken, ${notJudged} not judged; ${notTried} not tried`,
    `  ${coverage.rules.tried} of ${coverage.rules.all} rules of requests tried; ${coverage.responses.seen} of ${coverage.responses.all} documented responses seen${unseen(coverage.unseen)}`,
    ...(reason === undefined ? [] : [`  ${reason}`]),
  ];
}

function unseen(names: readonly string[]): string {
  if (names.length === 0) return "";
  const shown = names.slice(0, 5).join(", ");
  return ` (not ${shown}${names.length > 5 ? `, and ${names.length - 5} more` : ""})`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
