import type { Violation } from "@spkey/mock";
import type { Operation } from "@spkey/model";
import { type Finding, type FindingKind, finding } from "../findings.ts";
import type { Judgement } from "../judge/judgement.ts";

/** What an answer alone shows; of the rest, such as that a request was to be refused, Prism knows nothing. */
const ofAnswers: readonly FindingKind[] = [
  "undocumented-status",
  "server-error",
  "undocumented-media-type",
  "missing-media-type",
  "missing-header",
  "invalid-header",
  "undocumented-body",
  "missing-body",
  "not-utf8",
  "not-json",
  "duplicate-key",
  "invalid-body",
  "write-only-field",
  "undocumented-field",
];

function errorsOf(violations: readonly Violation[] | undefined): readonly Violation[] {
  return (violations ?? []).filter(({ severity, location }) => severity === "Error" && location[0] === "response");
}

/** What Prism says at the place of what we have found. */
export function prismOn(
  { kind, at }: Pick<Finding, "kind" | "at">,
  violations: readonly Violation[] | undefined,
): "agrees" | "silent" | "not-asked" {
  if (violations === undefined || !ofAnswers.includes(kind)) return "not-asked";
  const place = at === "status" ? "" : at.toLowerCase().replace(/^header /, "header/");
  const isSame = ({ location }: Violation) => {
    const found = location.slice(1).join("/").toLowerCase();
    // What is missing is told at what it is missing in; a field too many, at itself.
    return found === place || (kind !== "undocumented-field" && (isInside(found, place) || isInside(place, found)));
  };
  return errorsOf(violations).some(isSame) ? "agrees" : "silent";
}

function isInside(inner: string, outer: string): boolean {
  return inner.startsWith(`${outer}/`);
}

/** What Prism alone finds wrong with an answer. It is told by its place, and not in Prism's words, which may quote a value. */
export function foundByPrismAlone(
  { pointer }: Operation,
  { findings, notJudged }: Judgement,
  violations: readonly Violation[] | undefined,
): Finding[] {
  // A body that we can't read has no types, which Prism gives it.
  const [error] = errorsOf(violations).filter(({ location }) => notJudged.length === 0 || location[1] !== "body");
  if (!error || findings.some(({ severity }) => severity === "error")) return [];
  const at = error.location.slice(1).join("/") || "status";
  return [
    finding(
      "validators-disagree",
      pointer,
      at,
      `Prism finds that the answer breaks \`${error.code ?? "a rule"}\`, and we don't`,
    ),
  ];
}
