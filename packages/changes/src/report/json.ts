import { breaks } from "../rules/rule.ts";
import { countsOf, type Report } from "./report.ts";

/** A report for programs. Fields are only ever added. */
export function formatJson(report: Report): string {
  const { base, description, changes, unmatched, notCompared } = report;
  const rows = changes.map(({ change, pointer, place, isInBase, intended }) => ({
    rule: change.rule.id,
    class: change.rule.class,
    direction: change.rule.direction,
    breaks: breaks(change.rule) ?? null,
    where: change.where,
    what: change.what,
    pointer,
    ...place,
    in: isInBase ? "base" : "description",
    reason: change.rule.reason,
    instead: change.rule.instead || null,
    intended: intended ?? null,
  }));
  return JSON.stringify(
    { base, description, summary: countsOf(report), changes: rows, unmatched, notCompared },
    null,
    2,
  );
}
