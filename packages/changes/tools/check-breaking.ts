/** Checks whether the description breaks anybody who kept to an earlier one: see {@link help}. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, styleText } from "node:util";
import type { Format } from "./compare.ts";

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

const formats: readonly Format[] = ["text", "json", "github"];

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
  const format = formats.find((name) => name === values.format);
  if (!format) throw new Error(`There is no format ${values.format}: it is ${formats.join(", ")}.`);
  return { ...values, format, description: resolve(values.description ?? ownDescription) };
}

// A signal alone would leave behind what is removed at the exit.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

try {
  const options = readOptions();
  if (options.help) console.log(help);
  else {
    // Who asks for help, or has mistyped an option, does not wait for what compares.
    const { compare, ruleLines } = await import("./compare.ts");
    if (options.rules) console.log(ruleLines());
    else process.exitCode = await compare(options);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(styleText("red", message, { stream: process.stderr }));
  process.exitCode = 2;
}
