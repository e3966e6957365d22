/** Writes the samples of the bundled description. What a sample can't show, and what the model can't read, is said with its place. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { createSampleWriter } from "./write.ts";

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const document: object = JSON.parse(await readFile(bundle, "utf8"));
const description = readDescription(document);
const { warnings } = await createSampleWriter()(document, description);

for (const { pointer, message } of description.unsupported) console.warn(`${pointer}: ${message}`);
for (const warning of warnings) console.warn(warning);
