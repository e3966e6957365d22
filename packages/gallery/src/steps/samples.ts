import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sample } from "@spkey/samples";
import { languages } from "@spkey/samples";
import { execute, toolchains } from "@spkey/samples/testing";
import { noticesOf } from "../notices.ts";
import { bundleName, type Fault, programsName, type Step } from "../outcome.ts";
import { runTool } from "../run-tool.ts";

const generator = fileURLToPath(import.meta.resolve("@spkey/samples/generate"));

/** The files that a parser is given at once: command lines have an end. */
const atOnce = 500;

/** A sample as a file. */
interface Program {
  readonly operation: string;
  readonly file: string;
}

/** Samples of every operation in every language, in both forms, each read by the language's own parser. */
export const samples: Step = async ({ folder }) => {
  const output = join(folder, "samples");
  const { code, stderr } = await runTool(generator, ["--description", join(folder, bundleName), "--output", output]);
  if (code !== 0) throw new Error(stderr);
  const all: Readonly<Record<string, readonly Sample[]>> = JSON.parse(
    await readFile(join(output, "samples.json"), "utf8"),
  );
  const faults: Fault[] = noticesOf(stderr).map((notice) => ({
    whose: "note",
    kind: "said by the samples",
    ...notice,
  }));
  let count = 0;
  for (const { id, file } of languages) {
    const programs = await writePrograms(join(output, id), file, id, all);
    count += programs.length;
    if (id === "typescript") {
      const operations = programs.map((program) => [relative(output, program.file), program.operation]);
      await writeFile(join(output, programsName), JSON.stringify(Object.fromEntries(operations)));
    }
    faults.push(...(await parsePrograms(id, programs)));
  }
  return { counts: { operations: Object.keys(all).length, samples: count, languages: languages.length }, faults };
};

async function writePrograms(
  folder: string,
  name: string,
  language: string,
  all: Readonly<Record<string, readonly Sample[]>>,
): Promise<Program[]> {
  await mkdir(folder, { recursive: true });
  const programs: Program[] = [];
  const extension = name.slice(name.lastIndexOf("."));
  for (const [operation, own] of Object.entries(all)) {
    const sample = own.find((each) => each.language === language);
    for (const { code, script } of sample ? [sample, ...(sample.others ?? [])] : []) {
      for (const text of [code, script]) {
        // Numbers, since two ids may differ in case only.
        const file = join(folder, `${programs.length}${extension}`);
        await writeFile(file, text);
        programs.push({ operation, file });
      }
    }
  }
  return programs;
}

async function parsePrograms(language: string, programs: readonly Program[]): Promise<Fault[]> {
  const command = toolchains[language]?.parse ?? [];
  const parse = (files: readonly Program[]) =>
    execute(command.flatMap((word) => (word === "$" ? files.map(({ file }) => file) : [word])));
  const faults: Fault[] = [];
  for (let first = 0; first < programs.length; first += atOnce) {
    const chunk = programs.slice(first, first + atOnce);
    if ((await parse(chunk)).code === 0) continue;
    for (const program of chunk) {
      const { code, stderr, stdout } = await parse([program]);
      if (code === 0) continue;
      const message = `${program.operation}: ${(stderr || stdout).trim().slice(0, 500)}`;
      faults.push({ whose: "ours", kind: `${language} can't be parsed`, message });
    }
  }
  return faults;
}
