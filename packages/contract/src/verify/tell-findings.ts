import type { Case } from "../cases/case.ts";
import type { Finding, FindingKind } from "../findings.ts";

/** What succeeded and should not have is told by its rule. */
const overlooked: readonly FindingKind[] = ["credential-ignored", "invalid-request-accepted"];

/** A text of a server is told no further. */
const longest = 300;

/**
 * Findings as a report tells them: with the place of the rule that was overlooked, instead of that of the answers, and without those
 * that only follow from it.
 */
export function tellFindings(given: Case, findings: readonly Finding[], status: number | undefined): Finding[] {
  // Of another status than the one that was wanted, the rest of the answer may be the answer to something else.
  const lead = findings.find(({ at }) => at === "status");
  if (!lead) return findings.map((each) => ({ ...each, message: each.message.slice(0, longest) }));
  if (!overlooked.includes(lead.kind)) return [lead];
  const what = given.name.slice(given.operation.id.length + " refuses ".length);
  const pointer = given.tries[0]?.pointer ?? lead.pointer;
  const rule = given.wanted.outcome === "refused" && given.wanted.violation;
  const keyword = rule ? ` (\`${rule.keyword}\`${rule.property === undefined ? "" : ` of \`${rule.property}\``})` : "";
  return [{ ...lead, pointer, message: `${what}${keyword} is to be refused, and ${status} came` }];
}
