/** Checks whether the description breaks anybody who kept to an earlier one: see {@link help}. */
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, styleText } from "node:util";
import {
  compareDescriptions,
  exitCodeOf,
  formatGithub,
  formatJson,
  formatText,
  pointerOf,
  type Report,
  readIntended,
  review,
  rules,
} from "../src/index.ts";
import { type Base, findBase } from "./base.ts";
import { readSide, type Side } from "./side.ts";

const help = `pnpm check:breaking [options]

Compares the description with an earlier one, and says of each change whether it is breaking, compatible or unspecified,
whom it breaks, and how to do it otherwise.

  --base <what>         a git revision, a version that was released, or a file (default: the newest release tag)
  --description <file>  the description (default: spec/openapi.yaml)
  --intended <file>     breaks that are meant (default: breaking.yaml beside the description)
  --format <name>       text (default), json, or github for annotations of a pull request
  --rules               lists all rules, and compares nothing
  --help                says this

Exits with 0 where nothing breaks but what was declared, with 1 where something does, and with 2 where something can't be
read, or was declared and does not break.`;

const ownDescription = fileURLToPath(new URL("../../../spec/openapi.yaml", import.meta.url));

const formats = {
  text: (report: Report) => formatText(report, (style, text) => styleText(style, text, { stream: process.stdout })),
  json: formatJson,
  github: formatGithub,
} as const;

function readOptions() {
  const { values } = parseArgs({
    options: {
      base: { type: "string" },
      description: { type: "string" },
      intended: { type: "string" },
      format: { type: "string", default: "text" },
      rules: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const format = Object.entries(formats).find(([name]) => name === values.format)?.[1];
  if (!format) throw new Error(`There is no format ${values.format}: it is ${Object.keys(formats).join(", ")}.`);
  const description = resolve(values.description ?? ownDescription);
  return {
    ...values,
    format,
    description,
    intended: resolve(values.intended ?? join(dirname(description), "breaking.yaml")),
  };
}

/** What was declared; nothing where there is no such file, unless it was asked for. */
async function intendedIn(file: string, isAsked: boolean) {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" && !isAsked) return "";
    throw new Error(`${shown(file)} can't be read: ${error.message}`);
  });
  return readIntended(text, shown(file));
}

async function check(options: ReturnType<typeof readOptions>, base: Base): Promise<Report> {
  const { description, intended } = options;
  const [before, after, declared] = await Promise.all([
    readSide(base.entry, base.label, base.root),
    readSide(description, shown(description), process.cwd()),
    intendedIn(intended, intended !== resolve(dirname(description), "breaking.yaml")),
  ]);
  const { changes } = compareDescriptions(before.description, after.description);
  const reviewed = review(changes, declared);
  return {
    base: base.label,
    description: shown(description),
    changes: reviewed.changes.map((each) => located(each, before, after)),
    unmatched: reviewed.unmatched,
    notCompared: after.description.unsupported,
    intendedFile: shown(intended),
  };
}

function located(reviewed: ReturnType<typeof review>["changes"][number], before: Side, after: Side) {
  const { change } = reviewed;
  const pointer = pointerOf(change);
  const near = after.placeOf(pointer);
  const isInBase = change.after === undefined;
  return { ...reviewed, pointer, near, isInBase, place: isInBase ? before.placeOf(pointer) : near };
}

function shown(file: string): string {
  return relative(process.cwd(), file).replaceAll("\\", "/");
}

function ruleLines(): string {
  return rules
    .map(
      ({ id, class: verdict, reason, instead }) =>
        `${id}: ${verdict}\n  ${reason}${instead && `\n  Instead: ${instead}`}`,
    )
    .join("\n");
}

// A signal alone would leave behind what is removed at the exit.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

try {
  const options = readOptions();
  if (options.help) console.log(help);
  else if (options.rules) console.log(ruleLines());
  else {
    const report = await check(options, await findBase(options.base, options.description));
    console.log(options.format(report));
    process.exitCode = exitCodeOf(report);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(styleText("red", message, { stream: process.stderr }));
  process.exitCode = 2;
}
