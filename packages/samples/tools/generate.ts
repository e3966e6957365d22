/**
 * Writes the samples of the bundled description into `dist/`: `samples.json`, by operationId, and `openapi.json`, a copy of
 * the description that has them as `x-codeSamples`, for Redoc. What a sample can't show is said as a warning.
 */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/spec";
import { samplesOf } from "../dist/index.js";

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const description = readDescription(JSON.parse(await readFile(bundle, "utf8")));

const samples = description.operations.map((operation) => ({ operation, samples: samplesOf(description, operation) }));
for (const { operation, samples: own } of samples) {
  for (const note of new Set(own.flatMap(({ notes }) => notes))) console.warn(`${operation.id}: ${note}`);
}

/** The part of a document that the samples are added to. */
interface Document {
  readonly paths?: Record<string, Record<string, Record<string, unknown>>>;
}

const copy: Document = structuredClone(description.document);
for (const { operation, samples: own } of samples) {
  const node = copy.paths?.[operation.path]?.[operation.method.toLowerCase()];
  if (node) node["x-codeSamples"] = own.map(({ label, code }) => ({ lang: label, label, source: code }));
  else console.warn(`${operation.id}: its path is behind a reference; Redoc shows no sample.`);
}

await write("samples.json", Object.fromEntries(samples.map(({ operation, samples: own }) => [operation.id, own])));
await write("openapi.json", copy);

async function write(name: string, value: unknown): Promise<void> {
  const file = fileURLToPath(new URL(`../dist/${name}`, import.meta.url));
  await mkdir(new URL("../dist/", import.meta.url), { recursive: true });
  await writeFile(`${file}.tmp`, `${JSON.stringify(value, null, 2)}\n`);
  await rename(`${file}.tmp`, file);
}
