/** Checks whether the description breaks anybody who kept to an earlier one: see {@link help}. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, styleText } from "node:util";
import { exitCodeOf, formatGithub, formatJson, formatText, type Report, rules } from "../src/index.ts";
import { type Base, findBase } from "./base.ts";
import { changesetFolderOf, changesetsIn, reportOf, shown } from "./report.ts";

const help = `pnpm check:breaking [options]

Compares the description with an earlier one, and says of each change whether it is breaking, compatible or unspecified,
whom it breaks, and how to do it otherwise.

  --base <what>         a git revision, a version that was released, or a file (default: the newest release tag)
  --description <file>  the description (default: spec/openapi.yaml)
  --changesets <folder> where breaks that are meant are declared (default: the nearest .changeset above the description)
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
      changesets: { type: "string" },
      format: { type: "string", default: "text" },
      rules: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const format = Object.entries(formats).find(([name]) => name === values.format)?.[1];
  if (!format) throw new Error(`There is no format ${values.format}: it is ${Object.keys(formats).join(", ")}.`);
  return { ...values, format, description: resolve(values.description ?? ownDescription) };
}

/** The changesets that declare breaks; none where there is no folder of them, unless it was asked for. */
async function declaring({ changesets, description }: ReturnType<typeof readOptions>, base: Base) {
  const folder = changesets ?? (await changesetFolderOf(description));
  if (folder === undefined) return [];
  return changesetsIn(folder, base.revision).catch((error: Error) => {
    throw new Error(`${shown(folder)} can't be read: ${error.message}`);
  });
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
    const base = await findBase(options.base, options.description);
    const report = await reportOf(options.description, base, await declaring(options, base));
    console.log(options.format(report));
    process.exitCode = exitCodeOf(report);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(styleText("red", message, { stream: process.stderr }));
  process.exitCode = 2;
}
