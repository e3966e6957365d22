/**
 * Generates `src/generated/` from the bundled description; with `--description <file>` and `--output <folder>`, a package
 * of the client of another description (bundled, as JSON) instead.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generate } from "../generator/index.ts";
import { writeGenerated, writePackage } from "./package.ts";

const { description, output } = parseArgs({
  options: { description: { type: "string" }, output: { type: "string" } },
}).values;
if ((description === undefined) !== (output === undefined)) {
  throw new Error("`--description <file>` and `--output <folder>` belong together.");
}
const bundle = description ?? fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const own = fileURLToPath(new URL("../package.json", import.meta.url));
const [document, manifest] = await Promise.all(
  [bundle, own].map(async (file) => JSON.parse(await readFile(file, "utf8"))),
);

let generated: Awaited<ReturnType<typeof generate>>;
if (output === undefined) {
  generated = await generate(document, manifest);
  await writeGenerated(fileURLToPath(new URL("../src", import.meta.url)), generated);
} else {
  generated = await writePackage(output, document, manifest);
}
for (const { pointer, message } of generated.warnings) console.warn(`${pointer}: ${message}`);
