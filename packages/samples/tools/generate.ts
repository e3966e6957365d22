/**
 * Writes the samples of the bundled description; with `--description <file>` and `--output <folder>`, those of another one
 * (bundled, as JSON). What a sample can't show, and what the model can't read, is said with its place.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readDescription } from "@spkey/model";
import { createSampleMaker } from "./write.ts";

const { values } = parseArgs({ options: { description: { type: "string" }, output: { type: "string" } } });
if ((values.description === undefined) !== (values.output === undefined)) {
  throw new Error("`--description <file>` and `--output <folder>` belong together.");
}
const bundle = values.description ?? fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const document: object = JSON.parse(await readFile(bundle, "utf8"));
const description = readDescription(document);
const { warnings, write } = createSampleMaker()(document, description);
await write(values.output);

for (const { pointer, message } of description.unsupported) console.warn(`${pointer}: ${message}`);
for (const warning of warnings) console.warn(warning);
