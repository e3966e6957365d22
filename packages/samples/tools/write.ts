import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { annotateOperations, type Description, type Operation } from "@spkey/model";
import { fingerprints } from "@spkey/model/fingerprint";
import { codeSamplesOf, type Sample, samplesByExample } from "../src/index.ts";

const ownFolder = fileURLToPath(new URL("../dist", import.meta.url));

/** The samples of each operation, by its id. */
export type Samples = Readonly<Record<string, readonly Sample[]>>;

/** The samples of a description, and what their reader should know: a line each. */
export interface MadeSamples {
  readonly samples: Samples;
  readonly warnings: readonly string[];
  /**
   * Writes them into a folder, by default `dist/`: `samples.json`, by the operation's id, with one for each named example of its
   * request; and `openapi.json`, a copy of the description that has them as `x-codeSamples`.
   */
  write(folder?: string): Promise<void>;
}

/** Makes the samples of a bundled description. What a sample can't show is a warning with its place. */
export type MakeSamples = (document: object, description: Description) => MadeSamples;

/** @returns a {@link MakeSamples} that remembers what it made: after an edit, only what it changes is made again */
export function createSampleMaker(): MakeSamples {
  let known: ReadonlyMap<string, readonly Sample[]> = new Map();
  return (document, description) => {
    const prints = fingerprints(document, description);
    const printOf = (operation: Operation) => prints.get(operation) ?? "";
    const made = new Map(
      description.operations.map((operation) => [
        operation,
        known.get(printOf(operation)) ?? samplesByExample(description, operation),
      ]),
    );
    known = new Map([...made].map(([operation, samples]) => [printOf(operation), samples]));
    const samples = Object.fromEntries([...made].map(([{ id }, own]) => [id, own]));
    return {
      samples,
      warnings: [...made].flatMap(([operation, own]) => warningsOf(operation, own)),
      async write(folder = ownFolder) {
        // A webhook has no sample: it is the API that sends it.
        const copy = annotateOperations(document, description, (operation) => {
          const own = made.get(operation);
          return own ? { "x-codeSamples": codeSamplesOf(operation, own) } : {};
        });
        // Pages read it, people don't.
        await write(join(folder, "samples.json"), JSON.stringify(samples));
        await write(join(folder, "openapi.json"), JSON.stringify(copy, null, 2));
      },
    };
  };
}

function warningsOf({ pointer, id }: Operation, samples: readonly Sample[]): string[] {
  const shown = samples.flatMap((sample) => [sample, ...(sample.others ?? [])]);
  return [...new Set(shown.flatMap(({ notes }) => notes))].map((note) => `${pointer} (${id}): ${note}`);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.tmp`, `${text}\n`);
  await rename(`${file}.tmp`, file);
}
