import { partyOf, type Report, type ReportedChange, sentenceOf, summaryOf } from "./report.ts";

/**
 * Annotations of a pull request (GitHub's workflow commands). What was removed has no line in the new file: it is shown at
 * what it was part of.
 */
export function formatGithub(report: Report): string {
  const { changes, unmatched } = report;
  return [
    ...changes.filter(({ change }) => change.rule.class !== "compatible").map(annotated),
    ...unmatched.map(({ place, rule, at }) => {
      const [, file = "", line = "1", col = "1"] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
      return annotation(
        "error",
        { file, line, col, title: "Declared, and not so" },
        `${rule} does not break anything at ${at}.`,
      );
    }),
    summaryOf(report),
  ].join("\n");
}

function annotated(reported: ReportedChange): string {
  const { change, near, intended } = reported;
  const { rule } = change;
  const level = intended !== undefined ? "notice" : rule.class === "breaking" ? "error" : "warning";
  const { file, line, column } = near;
  const advice = intended !== undefined ? `Declared: ${intended}` : `Instead: ${rule.instead}`;
  return annotation(
    level,
    { file, line: String(line), col: String(column), title: `${rule.id}, ${partyOf(reported)}` },
    `${sentenceOf(reported)}\nWhy: ${rule.reason}\n${advice}`,
  );
}

/** An annotation of a pull request, at a place of one of its files. */
export function annotation(level: string, properties: Readonly<Record<string, string>>, message: string): string {
  const named = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${level} ${named.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
