/**
 * Writes the samples of the bundled description into `dist/`: `samples.json`, by the operation's id, with one for each named
 * example of its request; and `openapi.json`, a copy of the description that has them as `x-codeSamples`. What a sample can't
 * show, and what the model can't read, is said as a warning with its place. With `--description <file>` and `--output <folder>`,
 * those of another description (bundled, as JSON).
 */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { annotateOperations, readDescription } from "@spkey/model";
import { codeSamplesOf, type Sample, samplesByExample } from "../src/index.ts";

const { values } = parseArgs({ options: { description: { type: "string" }, output: { type: "string" } } });
if ((values.description === undefined) !== (values.output === undefined)) {
  throw new Error("`--description <file>` and `--output <folder>` belong together.");
}
const bundle = values.description ?? fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const output = values.output ?? fileURLToPath(new URL("../dist", import.meta.url));
const document: object = JSON.parse(await readFile(bundle, "utf8"));
const description = readDescription(document);

for (const { pointer, message } of description.unsupported) console.warn(`${pointer}: ${message}`);

const samples = new Map<string, readonly Sample[]>();
for (const operation of description.operations) {
  const own = samplesByExample(description, operation);
  samples.set(operation.id, own);
  const shown = own.flatMap((sample) => [sample, ...(sample.others ?? [])]);
  for (const note of new Set(shown.flatMap(({ notes }) => notes))) {
    console.warn(`${operation.pointer} (${operation.id}): ${note}`);
  }
}

// A webhook has no sample: it is the API that sends it.
const copy = annotateOperations(document, description, (operation) => {
  const own = samples.get(operation.id);
  return own ? { "x-codeSamples": codeSamplesOf(operation, own) } : {};
});

// Pages read it, people don't.
await write("samples.json", JSON.stringify(Object.fromEntries(samples)));
await write("openapi.json", JSON.stringify(copy, null, 2));

async function write(name: string, text: string): Promise<void> {
  const file = join(output, name);
  await mkdir(output, { recursive: true });
  await writeFile(`${file}.tmp`, `${text}\n`);
  await rename(`${file}.tmp`, file);
}
