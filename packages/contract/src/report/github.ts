import type { Report } from "./report.ts";

/** Annotations of GitHub Actions: a line for each cause, at the place in the description that it breaks. */
export function githubAnnotations({ findings, verdict, reason }: Report): string {
  const lines = findings
    .filter(({ accepted }) => !accepted)
    .map(({ severity, kind, title, promised, operations, at, came }) => {
      const { file, line, column } = promised;
      const place = file === undefined ? [] : [`file=${property(file)}`, `line=${line}`, `col=${column}`];
      const properties = [...place, `title=${property(`${kind}: ${title}`)}`].join(",");
      return `::${severity} ${properties}::${data(`${operations.join(", ")}: ${at}: ${came}`)}`;
    });
  if (verdict === "could-not-run") lines.push(`::error title=${property("could not run")}::${data(reason ?? "")}`);
  return lines.map((line) => `${line}\n`).join("");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
