/**
 * Writes the samples of the bundled description into `dist/`: `samples.json`, by the operation's id, and `openapi.json`, a
 * copy of the description that has them as `x-codeSamples`, for Redoc. What a sample can't show, and what the model can't
 * read, is said as a warning with its place.
 */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { annotateOperations, readDescription } from "@spkey/model";
import { type Sample, samplesOf } from "../src/index.ts";

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const document: object = JSON.parse(await readFile(bundle, "utf8"));
const description = readDescription(document);

for (const { pointer, message } of description.unsupported) console.warn(`${pointer}: ${message}`);

const samples = new Map<string, readonly Sample[]>();
for (const operation of description.operations) {
  const own = samplesOf(description, operation);
  samples.set(operation.id, own);
  for (const note of new Set(own.flatMap(({ notes }) => notes))) {
    console.warn(`${operation.pointer} (${operation.id}): ${note}`);
  }
}

// A webhook has no sample: it is the API that sends it.
const copy = annotateOperations(document, description, ({ id }) => {
  const own = samples.get(id);
  return own ? { "x-codeSamples": own.map(({ label, code }) => ({ lang: label, label, source: code })) } : {};
});

await write("samples.json", Object.fromEntries(samples));
await write("openapi.json", copy);

async function write(name: string, value: unknown): Promise<void> {
  const file = fileURLToPath(new URL(`../dist/${name}`, import.meta.url));
  await mkdir(new URL("../dist/", import.meta.url), { recursive: true });
  await writeFile(`${file}.tmp`, `${JSON.stringify(value, null, 2)}\n`);
  await rename(`${file}.tmp`, file);
}
