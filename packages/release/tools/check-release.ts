/** Checks whether every change is told of, as `help` says. */
import { parseArgs } from "node:util";
import { annotation } from "@spkey/changes";
import { highestBump, problemsOf, raise, versionOf } from "../src/index.ts";
import { runCommand, sayProblems } from "./command.ts";
import { gather } from "./gather.ts";

const help = `pnpm check:release [options]

Checks that what has changed in the published packages, or in the description, is told by a changeset, and that the next version
is as high as it has to be: what breaks somebody is declared, with its reason, and makes a major version.

  --base <what>         what the description is compared with: a git revision, a version that was released, or a file
                        (default: the newest release; without one, nobody can be broken)
  --since <revision>    changes since then need a changeset (default: the base; in a pull request, the branch it goes into)
  --description <file>  the description (default: spec/openapi.yaml)
  --format <name>       text (default), or github for annotations of a pull request
  --help                says this

Exits with 0 where all is told, with 1 where something isn't, and with 2 where something can't be read.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      base: { type: "string" },
      since: { type: "string" },
      description: { type: "string" },
      format: { type: "string", default: "text" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (!["text", "github"].includes(values.format))
    throw new Error(`There is no format ${values.format}: it is text, github.`);
  const { facts, workspace, base } = await gather(values);
  const problems = problemsOf(facts);
  if (problems.length > 0) {
    if (values.format === "github") for (const problem of problems) console.log(annotated(problem));
    else sayProblems(problems);
    console.log(`${problems.length} to do before a release`);
    return 1;
  }
  const bump = highestBump(facts.pending.flatMap(({ releases }) => releases.map((release) => release.bump)));
  const compared = base ? `compared with ${base.label}` : "nothing has been released so far";
  const next =
    bump === "none" ? "nothing to release" : `the next release is ${raise(versionOf(workspace), bump)} (${bump})`;
  console.log(`Every change is told: ${next}, ${compared}`);
  return 0;
});

function annotated(problem: string): string {
  const [, file, line = "1", col = "1", message] =
    /^([^\s:]+)(?::(\d+):(\d+))?(?: in [^:]+)?: (.*)$/s.exec(problem) ?? [];
  if (file === undefined || message === undefined) return annotation("error", {}, problem);
  return annotation("error", { file, line, col, title: "Release" }, message);
}
