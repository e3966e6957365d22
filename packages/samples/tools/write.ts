import { mkdir, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { annotateOperations, type Description, type Operation } from "@spkey/model";
import { fingerprints } from "@spkey/model/fingerprint";
import { codeSamplesOf, type Sample, samplesByExample } from "../src/index.ts";

/** The samples of each operation, by its id. */
export type Samples = Readonly<Record<string, readonly Sample[]>>;

/** What was written, and what its reader should know: a line each. */
export interface WrittenSamples {
  readonly samples: Samples;
  readonly warnings: readonly string[];
}

/**
 * Writes the samples of a bundled description into `dist/`: `samples.json`, by the operation's id, with one for each named
 * example of its request; and `openapi.json`, a copy of the description that has them as `x-codeSamples`. What a sample can't
 * show is a warning with its place.
 */
export type WriteSamples = (document: object, description: Description) => Promise<WrittenSamples>;

/** @returns a {@link WriteSamples} that remembers what it made: after an edit, only what it changes is made again */
export function createSampleWriter(): WriteSamples {
  let known: ReadonlyMap<string, readonly Sample[]> = new Map();
  return async (document, description) => {
    const prints = fingerprints(document, description);
    const made = new Map<Operation, readonly Sample[]>();
    for (const operation of description.operations) {
      const print = prints.get(operation) ?? "";
      made.set(operation, known.get(print) ?? samplesByExample(description, operation));
    }
    known = new Map([...made].map(([operation, samples]) => [prints.get(operation) ?? "", samples]));

    // A webhook has no sample: it is the API that sends it.
    const copy = annotateOperations(document, description, (operation) => {
      const own = made.get(operation);
      return own ? { "x-codeSamples": codeSamplesOf(operation, own) } : {};
    });
    const samples = Object.fromEntries([...made].map(([{ id }, own]) => [id, own]));
    // Pages read it, people don't.
    await write("samples.json", JSON.stringify(samples));
    await write("openapi.json", JSON.stringify(copy, null, 2));
    return { samples, warnings: [...made].flatMap(([operation, own]) => warningsOf(operation, own)) };
  };
}

function warningsOf({ pointer, id }: Operation, samples: readonly Sample[]): string[] {
  const shown = samples.flatMap((sample) => [sample, ...(sample.others ?? [])]);
  return [...new Set(shown.flatMap(({ notes }) => notes))].map((note) => `${pointer} (${id}): ${note}`);
}

async function write(name: string, text: string): Promise<void> {
  const file = fileURLToPath(new URL(`../dist/${name}`, import.meta.url));
  await mkdir(new URL("../dist/", import.meta.url), { recursive: true });
  await writeFile(`${file}.tmp`, `${text}\n`);
  await rename(`${file}.tmp`, file);
}
