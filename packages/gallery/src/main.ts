/** Takes other people's descriptions through every step: `pnpm gallery`. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { benchCommand, type Running, write } from "@spkey/test-kit/bench";
import { type Entry, publishedEntries, publishedNames } from "./collection.ts";
import { folderEntries } from "./folder-entries.ts";
import { runGallery, type Shown } from "./gallery.ts";
import { install, isInstalled } from "./install.ts";
import { type StepName, steps } from "./outcome.ts";
import { classesOf, isClean, merged, type Results, report, resultsOf } from "./report.ts";

const help = `Takes other people's descriptions through every step, and tells what became of them.

Usage: pnpm gallery [options]

  --folder <folder>     the descriptions in a folder, instead of those of npm packages: each .json, .yaml or .yml
                        of OpenAPI 3.0, 3.1 or 3.2
  --only <names>        those of these names only: parts of names, such as github,stripe
  --step <steps>        these steps only, and what they need, such as docs,mock
  --list                lists the descriptions, and runs nothing
  --json <file>         writes the results there
  --markdown <file>     writes the tables there
  --limit <seconds>     how long a step may take (default 900)
  --update              puts the results into packages/gallery/results.md and results.json, in place of those of the same
                        descriptions and steps: so that all of them can be made in parts
  --keep                leaves what is made where it is
  --help                this text

Steps: ${steps.join(", ")}

With neither --folder, --only nor --step, --update is on. The first run installs the packages, of 800 MB.

Exit codes: 0 where everything went well; 1 where something crashed, or is wrong by our fault; 2 for wrong arguments.
`;

interface Options {
  readonly folder: string | undefined;
  readonly only: readonly string[];
  readonly wanted: readonly StepName[];
  readonly list: boolean;
  readonly json: string | undefined;
  readonly markdown: string | undefined;
  readonly limit: number;
  readonly keep: boolean;
  /** Whether the results are put into those that are kept. */
  readonly update: boolean;
}

await benchCommand({
  help,
  options: {
    folder: { type: "string" },
    json: { type: "string" },
    keep: { type: "boolean" },
    limit: { type: "string" },
    list: { type: "boolean" },
    markdown: { type: "string" },
    only: { type: "string" },
    step: { type: "string" },
    update: { type: "boolean" },
  },
  read: ({
    folder,
    json,
    keep = false,
    limit = "900",
    list = false,
    markdown,
    only,
    step,
    update = false,
  }): Options => ({
    folder,
    only: only?.split(",").map((part) => part.trim().toLowerCase()) ?? [],
    wanted: step === undefined ? steps : readSteps(step),
    list,
    json,
    markdown,
    limit: readLimit(limit) * 1000,
    keep,
    update: update || (folder === undefined && only === undefined && step === undefined),
  }),
  run,
});

async function run(options: Options, { signal, progress }: Running): Promise<void> {
  const entries = chosen(await entriesOf(options.folder, { signal, progress }), options.only);
  if (options.list) {
    for (const { name, from, license } of entries) console.log(`${name.padEnd(20)} ${from} (${license})`);
    return;
  }
  const { wanted, limit, keep } = options;
  const shown = await runGallery({
    entries,
    wanted,
    limit,
    keep,
    signal,
    progress,
    shown: (each) => {
      progress("");
      console.log(summaryOf(each));
    },
  });
  const results = resultsOf(shown, new Date());
  if (options.json !== undefined) await writeJson(pathToFileURL(resolve(options.json)), results);
  if (options.markdown !== undefined) await write(pathToFileURL(resolve(options.markdown)), report(results));
  if (options.update) await updateKept(results);
  if (!isClean(results)) process.exitCode = 1;
}

async function updateKept(results: Results): Promise<void> {
  const kept = new URL("../results.json", import.meta.url);
  const before: Results | undefined = await readFile(kept, "utf8").then(JSON.parse, () => undefined);
  const order = publishedNames();
  const all = before ? merged(before, results, order) : results;
  await writeJson(kept, all);
  await write(new URL("../results.md", import.meta.url), report(all));
}

function writeJson(file: URL, results: Results): Promise<void> {
  return write(file, `${JSON.stringify(results, null, 2)}\n`);
}

async function entriesOf(folder: string | undefined, { signal, progress }: Running): Promise<readonly Entry[]> {
  if (folder !== undefined) {
    const { entries, refused } = await folderEntries(folder);
    for (const { file, reason } of refused) console.warn(`${file}: ${reason}`);
    if (entries.length === 0) throw new Error(`There is no description of OpenAPI 3 in ${folder}.`);
    return entries;
  }
  if (!(await isInstalled())) {
    progress("installing the packages with descriptions, of 800 MB");
    await install(signal);
  }
  return publishedEntries();
}

function chosen(entries: readonly Entry[], only: readonly string[]): Entry[] {
  for (const part of only) {
    if (part && entries.some(({ name }) => name.toLowerCase().includes(part))) continue;
    throw new Error(`--only takes parts of names; \`${part}\` is part of none. --list lists them.`);
  }
  return entries.filter(({ name }) => only.length === 0 || only.some((part) => name.toLowerCase().includes(part)));
}

function readSteps(text: string): StepName[] {
  const wanted = text.split(",").map((part) => part.trim());
  for (const part of wanted) {
    if (!steps.some((step) => step === part))
      throw new Error(`There is no step \`${part}\`, only ${steps.join(", ")}.`);
  }
  return steps.filter((step) => wanted.includes(step));
}

function readLimit(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 86_400)) throw new Error(`--limit takes seconds, up to a day, not \`${text}\`.`);
  return seconds;
}

/** One line for a description, and one for each class of our own faults. */
function summaryOf({ entry, results }: Shown): string {
  const line = results.map(({ step, ended, milliseconds, memory, counts, faults }) => {
    const ours = faults.filter(({ whose }) => whose === "ours").length;
    const numbers = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
    const end = ended === "done" ? `${ours === 0 ? "ok" : `${ours} faults`}` : ended;
    return `  ${step.padEnd(9)} ${end}, ${(milliseconds / 1000).toFixed(1)} s, ${Math.round(memory / 1e6)} MB (${numbers.join(", ")})`;
  });
  const reasons = results.flatMap(({ step, reason, faults }) => [
    ...(reason === undefined ? [] : [`    ${step}: ${reason}`]),
    ...classesOf(faults).map(
      ({ whose, kind, count, examples: [first] }) =>
        `    ${step}, ${whose}: ${count} times ${kind}: ${first?.place ?? first?.pointer ?? ""} ${first?.message ?? ""}${first?.evidence ? ` (${first.evidence})` : ""}`,
    ),
  ]);
  return [entry.name, ...line, ...reasons].join("\n");
}
