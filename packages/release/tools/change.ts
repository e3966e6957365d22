/** Writes a changeset, as `help` says. */
import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs, styleText } from "node:util";
import { placeText, type ReportedChange } from "@spkey/changes";
import { git, releaseTags, shown } from "@spkey/changes/report";
import {
  type Bump,
  bumps,
  demandedBump,
  draftNote,
  type Facts,
  highestBump,
  isBelow,
  lineOf,
  nameFor,
} from "../src/index.ts";
import { runCommand, sayProblems } from "./command.ts";
import { gather } from "./gather.ts";

const help = `pnpm change [options]

Compares the description with the last release, and writes a changeset into .changeset/ that is filled in as far as that can be:
the packages, the bump that the changes ask for, each change in plain words, and what breaks, with a reason that is yours to say.

  --base <what>         a git revision, a version that was released, or a file (default: the newest release, or the last commit)
  --description <file>  the description (default: spec/openapi.yaml)
  --summary <text>      what changes for those who use it (otherwise there is a place for it in the file)
  --reason <text>       why what breaks is meant to (otherwise there is a place for it in the file)
  --bump <name>         patch, minor or major; never less than the changes ask for
  --none                writes one that says that nobody who uses the packages can notice
  --help                says this

Exits with 0 where there is nothing to tell or a changeset was written, with 1 where an earlier one has to be filled in first, and
with 2 where something can't be read.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      base: { type: "string" },
      description: { type: "string" },
      summary: { type: "string", default: "" },
      reason: { type: "string", default: "" },
      bump: { type: "string" },
      none: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { description, none, summary, reason } = values;
  const asked = bumpNamed(values.bump);
  const base = values.base ?? (await releaseTags(process.cwd()))[0] ?? (await lastCommit());
  const { facts, changesets } = await gather({ base, description });
  const unfinished = facts.pending.flatMap(({ problems }) => problems);
  if (unfinished.length > 0) {
    sayProblems(unfinished);
    console.error("Fill these in first.");
    return 1;
  }
  if (none) {
    return write(
      changesets,
      ["---", "---", "", summary || "Nothing that those who use the packages can notice.", ""].join("\n"),
      "none",
    );
  }

  const changes = untold(facts);
  const named = new Set(facts.pending.flatMap(({ releases }) => releases.map(({ name }) => name)));
  const changed = facts.changed.map(({ name }) => name).filter((name) => !named.has(name));
  // All of them are made from the description.
  const packages = (changes.length > 0 ? facts.published : changed).toSorted();
  if (packages.length === 0) {
    console.log(`Nothing has changed since ${base} that is not told already.`);
    return 0;
  }
  const bump = bumpOf(asked, changes);
  const text = draftNote({ packages, bump, summary, changes, reason });
  for (const { change, place } of changes.filter((each) => each.change.rule.class === "breaking")) {
    console.log(
      `${styleText("red", "breaking")}  ${placeText(place)}  ${change.where}: ${change.what} (${change.rule.id})`,
    );
  }
  return write(
    changesets,
    text,
    nameFor(summary || (changes[0] ? `${changes[0].change.where} ${changes[0].change.rule.id}` : (packages[0] ?? ""))),
  );
});

/** Changes of the description that no pending changeset declares or has word for word. */
function untold({ report, pending }: Facts): readonly ReportedChange[] {
  const texts = pending.map(({ text }) => text).join("\n");
  return (report?.changes ?? []).filter((each) => each.intended === undefined && !texts.includes(lineOf(each)));
}

function bumpNamed(name: string | undefined): Bump | undefined {
  const bump = bumps.slice(1).find((each) => each === name);
  if (bump === undefined && name !== undefined) {
    throw new Error(`There is no bump ${name}: it is ${bumps.slice(1).join(", ")}.`);
  }
  return bump;
}

function bumpOf(asked: Bump | undefined, changes: readonly ReportedChange[]): Bump {
  const demanded = highestBump(["patch", demandedBump(changes.map(({ change }) => change))]);
  if (asked === undefined || !isBelow(asked, demanded)) return asked ?? demanded;
  throw new Error(`${asked} is too little: these changes ask for ${demanded}.`);
}

async function lastCommit(): Promise<string | undefined> {
  return (await git(process.cwd(), "rev-parse", "--verify", "--quiet", "HEAD")) === undefined ? undefined : "HEAD";
}

async function write(folder: string, text: string, name: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const file = await freeName(folder, name);
  await writeFile(file, text, { flag: "wx" });
  console.log(`${styleText("green", "written")}  ${shown(file)}`);
  const left = [
    ...(text.includes("<!-- What changes") ? ["what changes for those who use it"] : []),
    ...(/^ {2}reason: ""$/m.test(text) ? ["the reason of each break"] : []),
  ];
  if (left.length > 0) console.log(`Say in it ${left.join(", and ")}; then commit it with the change.`);
  return 0;
}

async function freeName(folder: string, name: string): Promise<string> {
  for (let count = 1; ; count++) {
    const file = join(folder, `${name}${count > 1 ? `-${count}` : ""}.md`);
    const isFree = await access(file).then(
      () => false,
      () => true,
    );
    if (isFree) return file;
  }
}
