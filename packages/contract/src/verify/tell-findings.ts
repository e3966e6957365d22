import type { Case } from "../cases/case.ts";
import type { Finding, FindingKind } from "../findings.ts";

/** That something succeeded which should not have: what else is wrong with its answer may come from that. */
const leading: readonly FindingKind[] = ["credential-ignored", "invalid-request-accepted"];

/** A text of a server is told no further. */
const longest = 300;

/**
 * Findings as a report tells them: with the place of the rule that was overlooked, instead of that of the answers, and without those
 * that only follow from it.
 */
export function tellFindings(given: Case, findings: readonly Finding[], status: number | undefined): Finding[] {
  const lead = findings.find(({ kind }) => leading.includes(kind));
  // Of recorded traffic it is known already which rule it is.
  if (!lead || given.wanted.outcome !== "refused")
    return findings.map((each) => ({ ...each, message: each.message.slice(0, longest) }));
  const what = given.name.slice(given.operation.id.length + " refuses ".length);
  const pointer = given.tries[0]?.pointer ?? lead.pointer;
  const rule = given.wanted.outcome === "refused" && given.wanted.violation;
  const keyword = rule ? ` (\`${rule.keyword}\`${rule.property === undefined ? "" : ` of \`${rule.property}\``})` : "";
  return [{ ...lead, pointer, message: `${what}${keyword} is to be refused, and ${status} came` }];
}
