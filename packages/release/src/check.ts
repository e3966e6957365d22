import { partyOf, placeText, type Report, type ReportedChange, sentenceOf } from "@spkey/changes";
import { type Bump, demandedBump, highestBump, isBelow } from "./bump.ts";
import type { Note } from "./note.ts";

/** What is to be released, and what is told of it. */
export interface Facts {
  /** The names of the packages that are published. */
  readonly published: readonly string[];
  /** The one that the description is published as. */
  readonly specification: string;
  /** The published packages that have changed and need a note; none where these changes are a release themselves. */
  readonly changed: readonly ChangedPackage[];
  /** The comparison with the last release; none where there is no release: nobody can be broken. */
  readonly report: Report | undefined;
  /** Changesets since the last release. */
  readonly pending: readonly Note[];
  /** Those of them that came with these changes. */
  readonly added: readonly Note[];
  /** The command that writes a changeset for them. */
  readonly command: string;
  /** By how much the versions are above those of the last release already. */
  readonly raised: Bump;
}

export interface ChangedPackage {
  readonly name: string;
  /** A file of it that has changed. */
  readonly file: string;
}

/** What stands in the way of a release, each with its place and with what to do. */
export function problemsOf(facts: Facts): readonly string[] {
  return [
    ...facts.pending.flatMap((note) => noteProblems(note, facts)),
    ...breakProblems(facts),
    ...bumpProblems(facts),
    ...missingNotes(facts),
  ];
}

function noteProblems({ problems, releases }: Note, { published }: Facts): readonly string[] {
  const strange = releases
    .filter(({ name }) => !published.includes(name))
    .map(({ name, place }) => `${place}: ${name} is not published. Published are ${published.join(", ")}.`);
  return [...problems, ...strange];
}

/** What breaks and is not declared. */
function undeclared({ report }: Facts): readonly ReportedChange[] {
  const changes = report?.changes ?? [];
  return changes.filter(({ change, intended }) => change.rule.class === "breaking" && intended === undefined);
}

function breakProblems(facts: Facts): readonly string[] {
  const { report, pending, command } = facts;
  if (!report) return [];
  // Of a changeset that can't be read, nobody knows what it declares.
  const isUnclear = pending.some(({ problems }) => problems.length > 0);
  return [
    ...(isUnclear ? [] : undeclared(facts)).map((each) => {
      const { rule } = each.change;
      return `${placeOf(each, report)}: ${sentenceOf(each)}, which ${partyOf(each)} (${rule.id}). ${rule.reason}
Instead: ${rule.instead}
If it is meant: \`${command}\` writes a changeset that declares it, and its reason is yours to say.`;
    }),
    ...report.unmatched.map(
      ({ place, rule, at }) =>
        `${place}: \`${rule}\` does not break anything at ${at}, compared with ${report.base}. Take this entry out, or correct it.`,
    ),
  ];
}

function bumpProblems(facts: Facts): readonly string[] {
  const { report, pending, specification, raised, command } = facts;
  const changes = report?.changes ?? [];
  const demanded = demandedBump(changes.map(({ change }) => change));
  const named = pending.flatMap(({ releases }) => releases.filter(({ name }) => name === specification));
  const highest = highestBump([raised, ...named.map(({ bump }) => bump)]);
  if (!report || !isBelow(highest, demanded)) return [];
  const cause = changes.find(({ change }) => demandedBump([change]) === demanded);
  const because = cause ? `${placeOf(cause, report)}: ${sentenceOf(cause)} (${cause.change.rule.id})` : "";
  const note = named.find(({ bump }) => bump === highest);
  if (!note) {
    // The same changeset declares what breaks.
    if (undeclared(facts).length > 0) return [];
    return [
      `${because}: no changeset tells of it for ${specification}, compared with ${report.base}. It needs one with ${demanded}: \`${command}\` writes it.`,
    ];
  }
  return [
    `${note.place}: ${note.bump} is too little for ${note.name}: it has to be ${demanded}, because of\n${because}`,
  ];
}

/** Removed things stand in the base. */
function placeOf({ place, isInBase }: ReportedChange, { base }: Report): string {
  return `${placeText(place)}${isInBase && place.file !== base ? ` in ${base}` : ""}`;
}

function missingNotes(facts: Facts): readonly string[] {
  const { changed, added, command, specification } = facts;
  // An empty one says that there is nothing to tell.
  if (added.some(({ releases }) => releases.length === 0)) return [];
  const named = new Set(added.flatMap(({ releases }) => releases.map(({ name }) => name)));
  return (
    changed
      .filter(({ name }) => !named.has(name))
      // The changeset that declares what breaks names it.
      .filter(({ name }) => name !== specification || undeclared(facts).length === 0)
      .map(
        ({ name, file }) =>
          `${file}: ${name} has changed, and no changeset names it. \`${command}\` writes one; where nobody who uses the package can notice, \`${command} --none\` says so.`,
      )
  );
}
